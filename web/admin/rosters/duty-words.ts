import type { Shift, ShiftChange, ShiftDay } from '../../../domain/directory/shift.ts';
import { t } from '../../shell/words.ts';
import { weekdayText } from '../calendars/date-words.ts';
import { WEEKDAYS } from '../calendars/day-state.ts';
import { hoursText } from '../calendars/hours.ts';

export const SHIFT_DAYS = [...WEEKDAYS, 'working-day', 'day-off'] as const satisfies readonly ShiftDay[];

export const dayText = (day: ShiftDay): string =>
  day === 'working-day' || day === 'day-off' ? t(`admin.shift.day.${day}`) : weekdayText(day, 'long');

const MOST_DATES = 3;

function whenText({ days, dates = [], from, through }: Shift): string {
  const [more, first] = [dates.length - MOST_DATES, dates.slice(0, MOST_DATES).join(', ')];
  if (!days) return more > 0 ? t('admin.shift.dates.more', { first, count: more }) : first;
  const span = (from ?? through) ? ` (${from ?? ''}–${through ?? ''})` : '';
  return `${days.map(dayText).join(', ')}${span}`;
}

/** A shift in one line: who, whether second, when. */
export const shiftText = (shift: Shift): string =>
  [
    t(shift.second ? 'admin.onDuty.second' : 'admin.onDuty.first', { name: shift.name, phone: shift.phone }),
    whenText(shift),
    hoursText(shift.hours),
  ]
    .filter((text) => text.trim() !== '')
    .join(' · ');

/** A change of shifts in one line. */
export const changeText = ({ phone, from, through, why, by }: ShiftChange): string =>
  [
    t(`admin.change.why.${why}`),
    phone,
    from === through ? from : `${from}–${through}`,
    by && `→ ${by.name} ${by.phone}`,
  ]
    .filter(Boolean)
    .join(' · ');
