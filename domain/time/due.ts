import type { Instant } from '../primitives.ts';
import type { WorkingCalendar } from './calendar.ts';
import { instantOf, MINUTE } from './civil.ts';
import type { Limit, Warning } from './limit.ts';

const FOUR_HOURS = 240;

type Due = (from: number, count: number, calendar: WorkingCalendar) => number;

const dueBy: Record<Limit['measure'], Due> = {
  'working-minutes': (from, count, calendar) => calendar.addWorking(from, count),
  'working-days': (from, count, calendar) => calendar.closeAfter(from, count),
  'calendar-days': (from, count, calendar) => calendar.midnightAfterDays(from, count),
  minutes: (from, count) => from + count * MINUTE,
};

/** When a limit that starts at `from` is up: later than `from` always. Throws a RangeError past the year 9999. */
export function addLimit(from: Instant, limit: Limit, calendar: WorkingCalendar): Instant {
  return instantOf(dueAfter(Date.parse(from), limit, calendar));
}

/** The same in epoch milliseconds. */
export function dueAfter(from: number, limit: Limit, calendar: WorkingCalendar): number {
  return dueBy[limit.measure](from, limit.count, calendar);
}

/** Whether a limit counts working time, or time around the clock. */
export function countsWorkingTime(limit: Limit): boolean {
  return limit.measure === 'working-minutes' || limit.measure === 'working-days';
}

/** Minutes from start to due in the limit's own time. */
export function limitMinutes(start: number, due: number, limit: Limit, calendar: WorkingCalendar): number {
  return countsWorkingTime(limit) ? calendar.workingBetween(start, due) : (due - start) / MINUTE;
}

/** The rule of the house: a fifth of the limit, but four hours, but half of it at most. */
export function houseMargin(total: number): { minutes: number; rule: 'fifth' | 'four-hours' | 'half' } {
  const [fifth, half] = [total / 5, total / 2];
  if (half < FOUR_HOURS) return { minutes: half, rule: 'half' };
  return fifth < FOUR_HOURS ? { minutes: FOUR_HOURS, rule: 'four-hours' } : { minutes: fifth, rule: 'fifth' };
}

/** When yellow begins, on a whole second, in [start, due). */
export function warnAfter(
  start: number,
  due: number,
  limit: Limit,
  calendar: WorkingCalendar,
  warning?: Warning,
): number {
  const total = limitMinutes(start, due, limit, calendar);
  const margin = warning ? Math.min(warning.minutes, total / 2) : houseMargin(total).minutes;
  const exact = countsWorkingTime(limit) ? calendar.subtractWorking(due, margin) : due - margin * MINUTE;
  return Math.max(start, Math.floor(exact / 1000) * 1000);
}
