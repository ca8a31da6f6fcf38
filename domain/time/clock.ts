import * as z from 'zod/mini';
import { Instant } from '../primitives.ts';
import type { WorkingCalendar } from './calendar.ts';
import { instantOf } from './civil.ts';
import { countsWorkingTime, dueAfter, warnAfter } from './due.ts';
import { Limit, type Warning } from './limit.ts';

export { addLimit } from './due.ts';
export { explainClock, type Step } from './explain-clock.ts';

const was = z.strictObject({ warnAt: Instant, dueAt: Instant });

/** What moved a clock after its start: a pause 暫停 that has ended, or an extension 延期 granted at `at`; `was` is before it. */
export const Segment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pause'), from: Instant, to: Instant, was }),
  z.strictObject({ kind: z.literal('extension'), at: Instant, limit: Limit, was }),
]);
export type Segment = z.infer<typeof Segment>;

/**
 * A limit that runs: yellow from `warnAt`, red after `dueAt`; startedAt ≤ warnAt < dueAt. `provisional` if a limit in
 * working time ends past the announced dates of the calendar, which is the one of this revision of the directory.
 */
export const Clock = z.strictObject({
  startedAt: Instant,
  limit: Limit,
  warnAt: Instant,
  dueAt: Instant,
  provisional: z.boolean(),
  directory: z.int(),
  /** In order of time; absent if nothing ever moved it. */
  ledger: z.optional(z.array(Segment)),
});
export type Clock = z.infer<typeof Clock>;

/** Starts a limit; the same arguments always give the same clock. Throws a RangeError if it cannot end before the year 10000. */
export function startClock(
  startedAt: Instant,
  limit: Limit,
  calendar: WorkingCalendar,
  directory: number,
  warning?: Warning,
): Clock {
  const start = Date.parse(startedAt);
  const due = dueAfter(start, limit, calendar);
  return {
    startedAt,
    limit,
    warnAt: instantOf(warnAfter(start, due, limit, calendar, warning)),
    dueAt: instantOf(due),
    provisional: isProvisionalAt(due, limit, calendar),
    directory,
  };
}

/** Whether the due instant of a limit lies past what the calendar has announced. Midnight is the end of the day before it. */
export const isProvisionalAt = (due: number, limit: Limit, calendar: WorkingCalendar): boolean =>
  countsWorkingTime(limit) && isProvisional(due, calendar);

function isProvisional(due: number, { validThrough, dateOf }: WorkingCalendar): boolean {
  return validThrough !== null && dateOf(due - 1) > validThrough;
}
