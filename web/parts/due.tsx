import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { now } from '../shell/clock.ts';
import { duration, moment, t } from '../shell/words.ts';

/** When something is due, counting down, or how long it is over; `null` is a clock that stands still. */
export const Due = ({ at }: { at: string | null }) =>
  at === null ? <span class="faint">{t('due.still')}</span> : <Counting at={at} />;

/** Drawn again only when its words change, each minute: lists have many of them. */
function Counting({ at }: { at: string }) {
  const words = useMemo(() => computed(() => told(Date.parse(at) - now.value)), [at]);
  return (
    <time dateTime={at} class="number">
      {words.value}
      <span class="faint"> · {moment(at)}</span>
    </time>
  );
}

const told = (left: number): string =>
  left >= 0 ? t('due.in', { time: duration(left) }) : t('due.over', { time: duration(-left) });
