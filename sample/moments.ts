import type { WorkingCalendar } from '../domain/time/calendar.ts';
import type { Random } from './random.ts';
import { weighted } from './weighted.ts';

const hour = 3_600_000;
const second = 1000;

/** How busy each hour of the day is, from midnight: a morning and an afternoon, and evening talks in the courtyards. */
const busy = [
  0.08, 0.05, 0.05, 0.05, 0.06, 0.1, 0.4, 1, 3, 5, 5, 3.5, 1.2, 1.4, 4, 4.5, 4, 2.5, 1.4, 1.5, 1.2, 0.6, 0.3, 0.15,
];
const dayOff = 0.4;

/** A period in epoch ms: `from` included, `to` not. */
export interface Period {
  from: number;
  to: number;
}

/** So many instants of a period in order, in whole seconds: most in working hours, fewer on days off, few at night. */
export function moments(count: number, { from, to }: Period, calendar: WorkingCalendar, random: Random): number[] {
  if (!(to - from >= second)) throw new Error(`no time between ${from} and ${to}: let the period end after it begins`);
  const hours = Array.from({ length: Math.ceil((to - from) / hour) }, (_, i) => from + i * hour);
  const choose = weighted(hours, (start) => {
    const rate = busy[hourOf(start, calendar)] ?? 0;
    return rate * (calendar.day(calendar.dateOf(start)).kind === 'working' ? 1 : dayOff);
  });
  const drawn = Array.from({ length: count }, () => {
    const start = choose(random.next());
    return start + random.next() * Math.min(hour, to - start);
  });
  return drawn.map((ms) => Math.max(from, Math.floor(ms / second) * second)).sort((a, b) => a - b);
}

/** The hour that clocks show. */
export const hourOf = (ms: number, calendar: WorkingCalendar): number => Number(calendar.wall(ms).slice(11, 13));
