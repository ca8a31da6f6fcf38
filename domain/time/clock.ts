import * as z from 'zod/mini';
import { Instant } from '../primitives.ts';
import type { WorkingCalendar } from './calendar.ts';
import { instantOf } from './civil.ts';
import { countsWorkingTime, dueAfter, warnAfter } from './due.ts';
import { Limit, type Warning } from './limit.ts';

export { addLimit } from './due.ts';
export { explainClock, type Step } from './explain-clock.ts';

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
    provisional: countsWorkingTime(limit) && isProvisional(due, calendar),
    directory,
  };
}

/** Midnight is the end of the day before it. */
function isProvisional(due: number, { validThrough, dateOf }: WorkingCalendar): boolean {
  return validThrough !== null && dateOf(due - 1) > validThrough;
}
