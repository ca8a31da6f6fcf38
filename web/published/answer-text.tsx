import type { PublicCase } from '../../functions/shell/public-messages.ts';
import { moment, t } from '../shell/words.ts';

/** The answer that was published, why it is withheld, or that it is being checked; nothing where there is none yet. */
export function AnswerText({ answer }: { answer: PublicCase['answer'] }) {
  if (!answer) return null;
  const { at, check } = answer;
  if (!check) return <p class="notice">{t('published.checking', { since: moment(at) })}</p>;
  if (check.outcome === 'published')
    return (
      <blockquote class="answer" dir="auto">
        {check.words ?? t('published.erased')}
      </blockquote>
    );
  return (
    <p class="notice">{t('published.withheld', { reason: check.note ?? t(`published.reason.${check.reason}`) })}</p>
  );
}
