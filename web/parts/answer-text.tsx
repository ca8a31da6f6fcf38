import type { PublicAnswer } from '../../functions/shell/public-face.ts';
import { moment, t } from '../shell/words.ts';

/** The answer that was published, why it is withheld, or that it is being checked; nothing where there is none yet. */
export function AnswerText({ answer }: { answer: PublicAnswer | null }) {
  if (!answer) return null;
  const { at, check } = answer;
  if (!check) return <p class="notice">{t('answer.checking', { since: moment(at) })}</p>;
  if (check.outcome === 'published')
    return (
      <blockquote class="answer" dir="auto">
        {check.words ?? t('answer.erased')}
      </blockquote>
    );
  return <p class="notice">{t('answer.withheld', { reason: check.note ?? t(`answer.reason.${check.reason}`) })}</p>;
}
