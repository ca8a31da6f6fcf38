import { now } from '../shell/clock.ts';
import { duration, moment, t } from '../shell/words.ts';

/** When something is due, counting down, or how long it is over; `null` is a clock that stands still. */
export function Due({ at }: { at: string | null }) {
  if (at === null) return <span class="faint">{t('due.still')}</span>;
  const left = Date.parse(at) - now.value;
  return (
    <time dateTime={at} class="number">
      {left >= 0 ? t('due.in', { time: duration(left) }) : t('due.over', { time: duration(-left) })}
      <span class="faint"> · {moment(at)}</span>
    </time>
  );
}
