import { useSignal } from '@preact/signals';
import type { Explanation as Explained } from '../../domain/case/explain.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { LightMark } from '../parts/light.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { get, type Problem } from '../shell/api.ts';
import { unitName } from '../shell/directory.ts';
import { t } from '../shell/words.ts';
import { stepText } from './step-words.ts';
import { clockWhyText, whyText } from './why.ts';

/** Why the light is what it is: worked out by the server when somebody asks, day by day. */
export function Explanation({ view }: { view: CaseView }) {
  const known = useSignal<{ version: number; told: Explained } | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const read = async (): Promise<void> => {
    const answer = await get<Explained>(`/cases/${view.id}/explanation`);
    problem.value = answer.ok ? undefined : answer.problem;
    if (answer.ok) known.value = { version: view.version, told: answer.value };
  };
  const onToggle = (event: Event & { currentTarget: HTMLDetailsElement }): void => {
    if (event.currentTarget.open && known.value?.version !== view.version) void read();
  };
  const told = known.value?.told;
  return (
    <details class="sheet why" onToggle={onToggle}>
      <summary>
        <h2>{t('why.title')}</h2>
      </summary>
      <ProblemNotice problem={problem.value} />
      {!told && !problem.value && <p role="status">{t('page.loading')}</p>}
      {told && (
        <div class="stack">
          <p>{whyText(view, told)}</p>
          {told.clocks.map((clock, index) => (
            <section key={index} class="stack-tight">
              <h3 class="row">
                {t(`why.clock.${clock.clock}`, { unit: unitName(clock.unit) })}
                <LightMark light={clock.light} settled={clock.settled} />
              </h3>
              <p>{clockWhyText(clock)}</p>
              <ol class="steps small">
                {clock.steps.map((step) => (
                  <li key={`${step.at} ${step.text}`}>{stepText(step)}</li>
                ))}
              </ol>
              <p class="faint small">
                {t('why.directory', { directory: clock.directory })}
                {clock.provisional && ` · ${t('why.provisional')}`}
              </p>
            </section>
          ))}
        </div>
      )}
    </details>
  );
}
