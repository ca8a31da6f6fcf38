import type { CivilDate } from '../../../domain/primitives.ts';
import type { Day, WorkingCalendar } from '../../../domain/time/calendar.ts';
import { addDays, dayNumber, weekdayOf } from '../../../domain/time/civil.ts';

/** How a day is marked: `make-up` is a day of rest made working 班, `special` a working day with hours of its own. */
export type DayState = 'working' | 'rest' | 'holiday' | 'make-up' | 'special';

export function stateOf({ kind, usual, override }: Pick<Day, 'kind' | 'usual' | 'override'>): DayState {
  if (!override) return kind === 'working' ? 'working' : 'rest';
  if (kind === 'off') return 'holiday';
  return usual === 'off' ? 'make-up' : 'special';
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** The weeks of a month, Monday first; days of other months are null. */
export function weeksOf(year: number, month: number): (CivilDate | null)[][] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const before = WEEKDAYS.indexOf(weekdayOf(dayNumber(first)));
  const days = Array.from({ length: 31 }, (_, index) => addDays(first, index)).filter(
    (date) => date.slice(0, 7) === first.slice(0, 7),
  );
  const cells = [...Array.from({ length: before }, () => null), ...days];
  const padded = [...cells, ...Array.from({ length: (7 - (cells.length % 7)) % 7 }, () => null)];
  return Array.from({ length: padded.length / 7 }, (_, week) => padded.slice(week * 7, week * 7 + 7));
}

/** How many days of a year are of each state. Throws a RangeError where the hours of the calendar cannot be read. */
export function countsOf(calendar: WorkingCalendar, year: number): Record<DayState, number> {
  const counts: Record<DayState, number> = { working: 0, rest: 0, holiday: 0, 'make-up': 0, special: 0 };
  for (let date = `${year}-01-01`; date.slice(0, 4) === String(year); date = addDays(date, 1)) {
    counts[stateOf(calendar.day(date))]++;
  }
  return counts;
}

/** Where a key leads from a date, as in every calendar grid; undefined if it leads nowhere. */
export function dateByKey(key: string, date: CivilDate): CivilDate | undefined {
  const place = WEEKDAYS.indexOf(weekdayOf(dayNumber(date)));
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
    Home: -place,
    End: 6 - place,
  };
  const step = steps[key];
  if (step !== undefined) return addDays(date, step);
  if (key === 'PageUp') return monthsOn(date, -1);
  return key === 'PageDown' ? monthsOn(date, 1) : undefined;
}

/** The same day of a month before or after, or its last one. */
function monthsOn(date: CivilDate, months: number): CivilDate {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const first = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`;
  const same = addDays(first, Number(date.slice(8)) - 1);
  return same.slice(0, 7) === first.slice(0, 7) ? same : addDays(`${same.slice(0, 7)}-01`, -1);
}
