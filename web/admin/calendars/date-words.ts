import type { CivilDate } from '../../../domain/primitives.ts';
import { DAY, dayNumber, type Weekday } from '../../../domain/time/civil.ts';
import { language } from '../../shell/words.ts';
import { WEEKDAYS } from './day-state.ts';

/* Days of the calendar have no zone: they are told as the midnight of UTC that names them. */
const format = (date: CivilDate, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language(), { timeZone: 'UTC', ...options }).format(dayNumber(date) * DAY);

export const dateText = (date: CivilDate): string =>
  format(date, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });

export const monthText = (year: number, month: number): string =>
  format(`${year}-${String(month).padStart(2, '0')}-01`, { month: 'long' });

/** The fifth of January 1970 was a Monday. */
export const weekdayText = (weekday: Weekday, style: 'long' | 'narrow'): string =>
  format(`1970-01-${String(5 + WEEKDAYS.indexOf(weekday)).padStart(2, '0')}`, { weekday: style });
