import type { Problem } from '../shell/api.ts';
import { maybe, t } from '../shell/words.ts';

/** What a problem is in the words of the page; an unknown code is told as the server told it. */
export const problemText = ({ code, detail }: Problem): string =>
  maybe(`problem.${code}`) ?? t('problem.other', { code, detail });

/** Why something was not done, and what to do; read out when it appears. Renders nothing without a problem. */
export function ProblemNotice({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <div class="notice bad" role="alert">
      <p>
        <strong>{problemText(problem)}</strong>
      </p>
      {problem.detail && (
        <details class="small">
          <summary>{t('problem.details')}</summary>
          <p lang="en">{problem.detail}</p>
          {problem.faults?.map((fault) => (
            <p key={fault.path} lang="en" class="mono">
              {fault.path}: {fault.message}
            </p>
          ))}
        </details>
      )}
    </div>
  );
}
