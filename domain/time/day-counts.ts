import { type Day, type WorkingCalendar, workingWithin } from './calendar.ts';
import { addDays, MINUTE } from './civil.ts';
import type { Clock } from './clock.ts';
import type { Limit } from './limit.ts';

/** What one day adds to a limit, and the sum so far, in the unit of the limit. */
export interface Count {
  day: Day;
  counted: number;
  total: number;
}

type Adds = (day: Day, start: number, due: number) => number;

const adds: Record<Limit['measure'], Adds> = {
  'working-minutes': (day, start, due) => workingWithin(day, start, due) / MINUTE,
  'working-days': (day, start) => Number(day.start > start && day.kind === 'working'),
  'calendar-days': (day, start) => Number(day.start > start),
  minutes: (day, start, due) => (Math.min(day.end, due) - Math.max(day.start, start)) / MINUTE,
};

/** Every day from the start of a clock to its due instant, in order. */
export function countDays({ startedAt, dueAt, limit }: Clock, calendar: WorkingCalendar): Count[] {
  const start = Date.parse(startedAt);
  const due = Date.parse(dueAt);
  const last = calendar.dateOf(due - 1);
  const counts: Count[] = [];
  let total = 0;
  for (let date = calendar.dateOf(start); date <= last; date = addDays(date, 1)) {
    const day = calendar.day(date);
    const counted = adds[limit.measure](day, start, due);
    total += counted;
    counts.push({ day, counted, total });
  }
  return counts;
}
