import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Roster } from '../../../domain/directory/documents.ts';
import { phonesOnDuty, turnsOn } from '../../../domain/directory/duty.ts';
import { type Shift, type ShiftChange, ShiftDay } from '../../../domain/directory/shift.ts';
import { instant } from '../../../domain/primitives.ts';
import { type WorkingCalendar, workingCalendar } from '../../../domain/time/calendar.ts';
import { addDays, civilDate, dayNumber } from '../../../domain/time/civil.ts';

const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/Havana',
  'Africa/Casablanca',
];
const office: [string, string][] = [['09:00', '17:00']];
const calendars = new Map<string, WorkingCalendar>(
  ZONES.map((zone) => [
    zone,
    workingCalendar([
      {
        id: zone.toLowerCase().replace(/\W/g, '-'),
        name: zone,
        zone,
        week: { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office },
        dates: [
          { date: '2026-03-28', is: 'working', name: '调休' },
          { date: '2026-10-26', is: 'off', name: '放假' },
        ],
      },
    ]),
  ]),
);
const calendarOf = (zone: string): WorkingCalendar => {
  const calendar = calendars.get(zone);
  if (!calendar) throw new Error(`no calendar of ${zone}`);
  return calendar;
};

// Around the days on which clocks change in most of these zones, of any year about the present.
const aDate = fc
  .tuple(
    fc.integer({ min: 2025, max: 2027 }),
    fc.constantFrom('03-07', '03-28', '04-04', '10-03', '10-24', '10-31'),
    fc.integer({ min: -1, max: 4 }),
  )
  .map(([year, day, plus]) => addDays(`${year}-${day}`, plus));
const aTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const aPhone = fc.integer({ min: 1, max: 6 }).map((n) => `+861000000000${n}`);
const aShift: fc.Arbitrary<Shift> = fc
  .record({
    phone: aPhone,
    second: fc.boolean(),
    hours: fc.array(fc.tuple(aTime, fc.oneof(aTime, fc.constant('24:00'))), { minLength: 1, maxLength: 3 }),
    on: fc.oneof(
      fc.record({ days: fc.subarray(ShiftDay.options, { minLength: 1 }) }),
      fc.record({ dates: fc.array(aDate, { minLength: 1, maxLength: 5 }) }),
    ),
  })
  .map(({ on, ...shift }) => ({ name: shift.phone, ...shift, ...on }));
const aChange: fc.Arbitrary<ShiftChange> = fc
  .record({
    phone: aPhone,
    from: aDate,
    days: fc.integer({ min: 0, max: 3 }),
    by: fc.option(aPhone, { nil: undefined }),
  })
  .map(({ phone, from, days, by }) => ({
    phone,
    from,
    through: addDays(from, days),
    why: by ? 'swap' : 'leave',
    ...(by !== undefined && { by: { name: by, phone: by } }),
  }));
const aRoster: fc.Arbitrary<Roster> = fc
  .record({
    duty: fc.uniqueArray(aPhone, { minLength: 1, maxLength: 3 }),
    shifts: fc.array(aShift, { maxLength: 6 }),
    changes: fc.array(aChange, { maxLength: 3 }),
  })
  .map((roster) => ({ unit: 'shawan', leader: '+8619', ...roster }));
/** A place and an instant there: any minute of a day about a change of clocks. */
const aMoment = fc
  .record({ zone: fc.constantFrom(...ZONES), date: aDate, minute: fc.integer({ min: 0, max: 1560 }) })
  .map(({ zone, date, minute }) => ({
    calendar: calendarOf(zone),
    at: calendarOf(zone).day(date).start + minute * 60_000,
  }));

test('there is always somebody to call, each number once, the standing telephones among them', () => {
  fc.assert(
    fc.property(aRoster, aMoment, (roster, { calendar, at }) => {
      const phones = phonesOnDuty(roster, instant(at), calendar);
      expect(phones.length).toBeGreaterThan(0);
      expect(new Set(phones).size).toBe(phones.length);
      expect(phones).toEqual(expect.arrayContaining(roster.duty));
    }),
  );
});

test('it changes only where a turn begins or ends', () => {
  fc.assert(
    fc.property(aRoster, aMoment, fc.integer({ min: 1, max: 600 }), (roster, { calendar, at }, minutes) => {
      const later = at + minutes * 60_000;
      const today = dayNumber(calendar.dateOf(at));
      const turns = [-2, -1, 0, 1, 2].flatMap((plus) => turnsOn(roster, civilDate(today + plus), calendar));
      fc.pre(!turns.some(({ start, end }) => [start, end].some((edge) => at < edge && edge <= later)));
      expect(phonesOnDuty(roster, instant(later), calendar)).toEqual(phonesOnDuty(roster, instant(at), calendar));
    }),
  );
});

test('a shift over midnight is the half before and, on the days after, the half behind', () => {
  fc.assert(
    fc.property(aTime, aTime, aDate, aMoment, (from, to, date, { calendar, at }) => {
      fc.pre(to <= from && to !== '00:00');
      const roster = (shifts: Shift[]): Roster => ({ unit: 'shawan', duty: ['+8618'], leader: '+8619', shifts });
      const part = (hours: [string, string], on: string): Shift => ({
        name: 'n',
        phone: '+8617',
        hours: [hours],
        dates: [on],
      });
      const whole = roster([part([from, to], date)]);
      const halves = roster([part([from, '24:00'], date), part(['00:00', to], addDays(date, 1))]);
      expect(phonesOnDuty(whole, instant(at), calendar)).toEqual(phonesOnDuty(halves, instant(at), calendar));
    }),
    { numRuns: 500 },
  );
});

test('shifts that follow each other leave nobody out and overlap nowhere, whatever clocks do', () => {
  fc.assert(
    fc.property(fc.uniqueArray(aTime, { minLength: 2, maxLength: 5 }), aMoment, (times, { calendar, at }) => {
      const edges = times.toSorted();
      const shifts = edges.map(
        (from, n): Shift => ({
          name: from,
          phone: `+8610000000${n}`,
          hours: [[from, edges[n + 1] ?? edges[0] ?? from]],
          days: [...ShiftDay.options],
        }),
      );
      const phones = phonesOnDuty({ unit: 'shawan', duty: ['+8618'], leader: '+8619', shifts }, instant(at), calendar);
      expect(phones).toHaveLength(2);
    }),
  );
});

test('a change concerns only the shifts that begin on its days', () => {
  fc.assert(
    fc.property(aRoster, aChange, aMoment, (roster, change, { calendar, at }) => {
      const today = dayNumber(calendar.dateOf(at));
      const within = [today - 1, today].map(civilDate).some((day) => change.from <= day && day <= change.through);
      fc.pre(!within);
      const changed = { ...roster, changes: [...(roster.changes ?? []), change] };
      expect(phonesOnDuty(changed, instant(at), calendar)).toEqual(phonesOnDuty(roster, instant(at), calendar));
    }),
  );
});
