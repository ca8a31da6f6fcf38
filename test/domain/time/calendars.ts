import * as fc from 'fast-check';
import { type WorkingCalendar, workingCalendar } from '../../../domain/time/calendar.ts';
import type { Calendar, DateOverride, Week } from '../../../domain/time/calendar-document.ts';
import { zoneOf } from '../../../domain/time/zone.ts';

type Hours = NonNullable<Week['monday']>;

export const officeHours: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];

export function weekdays(hours: Hours): Week {
  return { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours };
}

export function everyDay(hours: Hours): Week {
  return { ...weekdays(hours), saturday: hours, sunday: hours };
}

export function aCalendar(over: Partial<Calendar> = {}): Calendar {
  return { id: 'national', name: 'National', zone: 'Asia/Shanghai', week: weekdays(officeHours), ...over };
}

const springFestival: DateOverride[] = [15, 16, 17, 18, 19, 20, 21, 22, 23].map((day) => ({
  date: `2026-02-${day}`,
  is: 'off',
  name: 'Spring Festival',
}));

/** Spring Festival 2026: off from the 15th to the 23rd of February, the Saturdays before and after made workdays. */
export const national = aCalendar({
  dates: [
    { date: '2026-02-14', is: 'working', name: 'Spring Festival make-up' },
    ...springFestival,
    { date: '2026-02-28', is: 'working', name: 'Spring Festival make-up' },
  ],
  validThrough: '2026-12-31',
});

/** Epoch milliseconds of a wall time such as `2026-02-13T18:30` in a zone; the earlier one of two. */
export function at(wall: string, zone = 'Asia/Shanghai'): number {
  return zoneOf(zone).firstAt(Date.parse(`${wall}Z`));
}

export function shown(ms: number, calendar: WorkingCalendar): string {
  return calendar.wall(ms).replace(/(:00)?\.000$/, '');
}

const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Havana',
  'Asia/Beirut',
  'Africa/Casablanca',
  'America/St_Johns',
];

const timesOfDay = Array.from({ length: 49 }, (_, half) => {
  const [hour, minute] = [Math.floor(half / 2), (half % 2) * 30];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
});

const hours: fc.Arbitrary<Hours> = fc
  .subarray(timesOfDay, { minLength: 2, maxLength: 8 })
  .map((times) => times.slice(0, times.length - (times.length % 2)))
  .map((times) => times.flatMap((time, index): Hours => (index % 2 ? [[times[index - 1] ?? time, time]] : [])));

export const dates: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 500 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));

const override: fc.Arbitrary<DateOverride> = fc.oneof(
  fc.record({ date: dates, is: fc.constant('off' as const), name: fc.constant('Holiday') }),
  fc.record({ date: dates, is: fc.constant('working' as const), name: fc.constant('Make-up') }),
  fc.record({ date: dates, is: fc.constant('working' as const), name: fc.constant('Special'), hours }),
);

/** Any calendar that works on some Wednesdays at least. */
export const calendars: fc.Arbitrary<Calendar> = fc.record({
  id: fc.constant('any'),
  name: fc.constant('Any'),
  zone: fc.constantFrom(...zones),
  week: fc.record(
    { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours, saturday: hours, sunday: hours },
    { requiredKeys: ['wednesday'] },
  ),
  dates: fc.array(override, { maxLength: 40 }),
});

export const working: fc.Arbitrary<WorkingCalendar> = calendars.map((calendar) => workingCalendar([calendar]));

/** Instants of 2026, to the millisecond. */
export const instants: fc.Arbitrary<number> = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) });
