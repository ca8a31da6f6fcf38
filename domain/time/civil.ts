import type { CivilDate, Instant } from '../primitives.ts';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** The last day that an `Instant` can name. */
export const LAST_DAY = Date.UTC(9999, 11, 31) / DAY;

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof weekdays)[number];

/** Days since 1970-01-01. Throws a RangeError for a date that no calendar has, such as 2026-02-30. */
export function dayNumber(date: CivilDate): number {
  const number = Date.parse(`${date}T00:00:00.000Z`) / DAY;
  if (Number.isNaN(number) || civilDate(number) !== date) {
    throw new RangeError(`"${date}" is not a day of the calendar; give one like 2026-02-14`);
  }
  return number;
}

export function civilDate(number: number): CivilDate {
  return instantOf(number * DAY).slice(0, 10);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDate(dayNumber(date) + days);
}

/** 1970-01-01 was a Thursday. */
export function weekdayOf(number: number): Weekday {
  return weekdays[(((number + 4) % 7) + 7) % 7] ?? 'sunday';
}

/** Epoch milliseconds as an `Instant`. Throws a RangeError past the year 9999, which an `Instant` cannot name. */
export function instantOf(ms: number): Instant {
  if (!(ms < (LAST_DAY + 1) * DAY)) {
    throw new RangeError(`${ms} ms after 1970 is no instant before the year 10000; use a shorter limit`);
  }
  return new Date(ms).toISOString();
}
