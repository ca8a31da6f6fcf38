import type { CivilDate } from '../primitives.ts';
import type { WorkingCalendar } from './calendar.ts';
import { dayNumber, weekdayOf } from './civil.ts';
import type { Limit } from './limit.ts';

/** `Friday 2026-02-13` */
export function named(date: CivilDate): string {
  const weekday = weekdayOf(dayNumber(date));
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${date}`;
}

/** `Friday 2026-02-13 18:30` on the clocks of the zone; seconds only where there are some. */
export function moment(ms: number, calendar: WorkingCalendar): string {
  const wall = calendar.wall(ms);
  return `${named(wall.slice(0, 10))} ${clockTime(wall)}`;
}

/** The same for the end of something: midnight is 24:00 of the day that it ends. */
export function closing(ms: number, calendar: WorkingCalendar): string {
  const date = calendar.dateOf(ms - 1);
  return ms === calendar.midnightAfter(date) ? `${named(date)} 24:00` : moment(ms, calendar);
}

/** `09:00–12:00, 14:00–18:00`: the intervals of a day on the clocks of the zone. */
export function hoursOf(date: CivilDate, calendar: WorkingCalendar): string {
  const midnight = calendar.midnightAfter(date);
  const time = (ms: number) => (ms === midnight ? '24:00' : clockTime(calendar.wall(ms)));
  return calendar
    .day(date)
    .intervals.map(([start, end]) => `${time(start)}–${time(end)}`)
    .join(', ');
}

const units: Record<Limit['measure'], readonly [one: string, many: string]> = {
  'working-minutes': ['working minute', 'working minutes'],
  'working-days': ['working day', 'working days'],
  'calendar-days': ['day', 'days'],
  minutes: ['minute around the clock', 'minutes around the clock'],
};

/** `1 working day`, `360 working minutes` */
export function amount(count: number, measure: Limit['measure']): string {
  const [one, many] = units[measure];
  return `${count} ${count === 1 ? one : many}`;
}

/** At most two decimals. */
export function round(count: number): number {
  return Math.round(count * 100) / 100;
}

function clockTime(wall: string): string {
  return wall.slice(11).replace(/(:00)?\.000$/, '');
}
