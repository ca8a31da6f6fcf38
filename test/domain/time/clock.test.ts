import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { workingCalendar } from '../../../domain/time/calendar.ts';
import type { DateOverride } from '../../../domain/time/calendar-document.ts';
import { addLimit, Clock, explainClock, startClock } from '../../../domain/time/clock.ts';
import type { Limit } from '../../../domain/time/limit.ts';
import { aCalendar, at, calendars, dates, everyDay, instants, national, shown, working } from './calendars.ts';

const shanghai = workingCalendar([national]);
const iso = (ms: number) => new Date(ms).toISOString();
const start = (wall: string, limit: Limit, warning?: { minutes: number }) =>
  startClock(iso(at(wall)), limit, shanghai, 7, warning);
const wall = (instant: string) => shown(Date.parse(instant), shanghai);

const workingMinutes = (count: number): Limit => ({ measure: 'working-minutes', count });
const workingDays = (count: number): Limit => ({ measure: 'working-days', count });
const calendarDays = (count: number): Limit => ({ measure: 'calendar-days', count });
const minutes = (count: number): Limit => ({ measure: 'minutes', count });

describe('due', () => {
  test.each([
    ['Friday 18:30 before a make-up Saturday → Saturday 18:00', '2026-02-13T18:30', workingDays(1), '2026-02-14T18:00'],
    ['the same in 6 working hours → Saturday 17:00', '2026-02-13T18:30', workingMinutes(360), '2026-02-14T17:00'],
    ['Friday 10:00: the day of the start is not counted', '2026-02-13T10:00', workingDays(1), '2026-02-14T18:00'],
    ['two days reach over Spring Festival', '2026-02-13T10:00', workingDays(2), '2026-02-24T18:00'],
    ['a start on a holiday', '2026-02-17T03:00', workingDays(1), '2026-02-24T18:00'],
    ['an ordinary Friday evening → Monday 18:00', '2026-03-06T18:30', workingDays(1), '2026-03-09T18:00'],
    ['five working days, one of them a make-up Saturday', '2026-02-24T09:00', workingDays(5), '2026-03-02T18:00'],
    ['three calendar days: holidays count', '2026-02-13T10:00', calendarDays(3), '2026-02-17T00:00'],
    ['around the clock', '2026-02-13T18:30', minutes(90), '2026-02-13T20:00'],
  ])('%s', (_why, from, limit, due) => {
    expect(wall(start(from, limit).dueAt)).toBe(due);
    expect(wall(addLimit(iso(at(from)), limit, shanghai))).toBe(due);
  });

  test.each([
    [
      'a calendar day over the lost hour ends at midnight',
      'Europe/Berlin',
      '2026-03-28T12:00',
      calendarDays(1),
      '2026-03-30T00:00',
    ],
    ['1440 minutes over the lost hour do not', 'Europe/Berlin', '2026-03-28T12:00', minutes(1440), '2026-03-29T13:00'],
    [
      'a working day closes by the clock of the day',
      'America/New_York',
      '2026-03-06T12:00',
      workingDays(1),
      '2026-03-09T18:00',
    ],
  ])('%s', (_why, zone, from, limit, due) => {
    const calendar = workingCalendar([aCalendar({ zone })]);
    expect(shown(Date.parse(addLimit(iso(at(from, zone)), limit, calendar)), calendar)).toBe(due);
  });

  it('faults rather than name an instant past the year 9999', () => {
    const once = workingCalendar([aCalendar({ week: { monday: [['09:00', '09:01']] } })]);
    expect(() => addLimit(iso(at('9990-01-01T09:00')), workingDays(1000), once)).toThrow('runs past the year 9999');
    expect(() => addLimit(iso(at('9998-12-01T09:00')), calendarDays(400), once)).toThrow('before the year 10000');
  });
});

describe('warning', () => {
  test.each([
    ['a fifth of 50 working hours is 10', '2026-03-02T09:00', workingMinutes(3000), '2026-03-09T16:00'],
    ['a fifth of 10 working hours is less than four', '2026-03-02T09:00', workingMinutes(600), '2026-03-02T17:00'],
    ['four hours are more than half of 6', '2026-03-02T09:00', workingMinutes(360), '2026-03-02T14:00'],
    ['working days warn in working time', '2026-03-06T18:30', workingDays(2), '2026-03-10T14:00'],
    ['a fifth of ten working days', '2026-03-06T18:30', workingDays(10), '2026-03-19T09:00'],
    ['around the clock: a fifth of two days', '2026-03-06T18:00', minutes(2880), '2026-03-08T08:24'],
    ['calendar days: by the clock on the wall', '2026-03-06T12:00', calendarDays(1), '2026-03-07T16:48'],
  ])('%s', (_why, from, limit, warnAt) => {
    expect(wall(start(from, limit).warnAt)).toBe(warnAt);
  });

  it('follows the category, at most half the limit', () => {
    const limit = workingMinutes(600);
    expect(wall(start('2026-03-02T09:00', limit, { minutes: 30 }).warnAt)).toBe('2026-03-03T11:30');
    expect(wall(start('2026-03-02T09:00', limit, { minutes: 590 }).warnAt)).toBe('2026-03-02T16:00');
  });

  it('stands on a whole second', () => {
    const clock = startClock('2026-03-02T02:00:00.700Z', minutes(1), shanghai, 7);
    expect(clock).toMatchObject({ warnAt: '2026-03-02T02:00:30.000Z', dueAt: '2026-03-02T02:01:00.700Z' });
  });
});

describe('provisional', () => {
  const round = workingCalendar([{ ...national, week: everyDay([['00:00', '24:00']]) }]);
  test.each([
    ['the last announced day', '2026-12-30T12:00', workingDays(1), shanghai, false],
    ['the next: by the plain week, New Year counts', '2026-12-31T12:00', workingDays(1), shanghai, true],
    ['midnight is the end of the last announced day', '2026-12-30T12:00', workingDays(1), round, false],
  ])('%s', (_why, from, limit, calendar, provisional) => {
    expect(startClock(iso(at(from)), limit, calendar, 7).provisional).toBe(provisional);
  });

  it('never is, where dates hold for ever', () => {
    const forEver = workingCalendar([aCalendar({ dates: [] })]);
    expect(startClock('2099-01-01T00:00:00.000Z', workingDays(1), forEver, 7).provisional).toBe(false);
  });
});

describe('explanation', () => {
  const told = (clock: Clock, calendar = shanghai) => explainClock(clock, calendar).map(({ text }) => text);

  it('says that a make-up Saturday counts', () => {
    expect(told(start('2026-02-13T18:30', workingDays(1)))).toEqual([
      'Starts Friday 2026-02-13 18:30; the limit is 1 working day. The day of the start is not counted.',
      'Saturday 2026-02-14 is a make-up workday, Spring Festival make-up (09:00–12:00, 14:00–18:00), and counts 1 working day: 1 of 1.',
      'Yellow from Saturday 2026-02-14 14:30: 210 working minutes before the due instant, half of the limit, as four hours are more.',
      'Due Saturday 2026-02-14 18:00, the end of a limit of 1 working day; red after that.',
    ]);
  });

  it('says when counting starts, what each day adds, and why days are skipped', () => {
    expect(told(start('2026-02-13T18:30', workingMinutes(480), { minutes: 90 }))).toEqual([
      'Starts Friday 2026-02-13 18:30; the limit is 480 working minutes. That is outside working hours; counting starts Saturday 2026-02-14 09:00.',
      'Saturday 2026-02-14 is a make-up workday, Spring Festival make-up (09:00–12:00, 14:00–18:00), and counts 420 working minutes: 420 of 480.',
      'Yellow from Saturday 2026-02-14 17:30: 90 working minutes before the due instant, as the category sets.',
      ...[
        'Sunday 2026-02-15',
        'Monday 2026-02-16',
        'Tuesday 2026-02-17',
        'Wednesday 2026-02-18',
        'Thursday 2026-02-19',
      ].map((date) => `${date} is off: Spring Festival.`),
      ...['Friday 2026-02-20', 'Saturday 2026-02-21', 'Sunday 2026-02-22', 'Monday 2026-02-23'].map(
        (date) => `${date} is off: Spring Festival.`,
      ),
      'Tuesday 2026-02-24 (09:00–12:00, 14:00–18:00) counts 60 working minutes: 480 of 480.',
      'Due Tuesday 2026-02-24 10:00, the end of a limit of 480 working minutes; red after that.',
    ]);
  });

  it('names each sentence and gives its values, for other languages', () => {
    const steps = explainClock(start('2026-03-06T17:00', workingMinutes(120)), shanghai);
    expect(steps.map(({ key }) => key)).toEqual([
      'start.at-once',
      'day.working',
      'day.weekly-off',
      'day.weekly-off',
      'day.working',
      'warning.half',
      'due',
    ]);
    expect(steps[1]).toMatchObject({
      at: iso(at('2026-03-06T17:00')),
      values: { date: '2026-03-06', counted: 60, total: 60, count: 120, measure: 'working-minutes' },
    });
  });

  it('folds ordinary days of a long span, holidays and make-up days stand alone', () => {
    expect(
      explainClock(start('2026-01-05T09:00', workingDays(40)), shanghai).map(({ key, values }) => [key, values.total]),
    ).toEqual([
      ['start.next-day', undefined],
      ['days.ordinary', 29],
      ['day.make-up', 30],
      ...Array.from({ length: 9 }, () => ['day.holiday', 30]),
      ['days.ordinary', 34],
      ['warning.fifth', undefined],
      ['day.make-up', 35],
      ['days.ordinary', 39],
      ['day.working', 40],
      ['due', undefined],
    ]);
  });

  it('counts days and minutes around the clock without asking for working hours', () => {
    expect(told(start('2026-02-16T12:00', calendarDays(2))).slice(1, -1)).toEqual([
      'Tuesday 2026-02-17 counts 1 day: 1 of 2.',
      'Wednesday 2026-02-18 counts 1 day: 2 of 2.',
      'Yellow from Wednesday 2026-02-18 12:00: 720 minutes around the clock before the due instant, a fifth of the limit.',
    ]);
    expect(told(start('2026-02-16T12:00', calendarDays(2))).at(-1)).toContain('Due Wednesday 2026-02-18 24:00');
    expect(told(start('2026-02-16T12:00', minutes(60)))[1]).toBe(
      'Monday 2026-02-16 counts 60 minutes around the clock: 60 of 60.',
    );
  });

  it('says that a due instant is provisional, and why', () => {
    expect(told(start('2026-12-31T12:00', workingDays(1))).at(-1)).toBe(
      'Provisional: holidays are announced through 2026-12-31 only; after that the plain week counts.',
    );
  });

  it('says so when another calendar gives another due instant', () => {
    const clock = start('2026-02-13T18:30', workingDays(1));
    expect(told(clock, workingCalendar([aCalendar()])).at(-1)).toBe(
      'By the calendar given here it would be due Monday 2026-02-16 18:00; the clock was set by directory revision 7.',
    );
  });
});

describe('laws', () => {
  const limits: fc.Arbitrary<Limit> = fc.oneof(
    fc.integer({ min: 1, max: 20_000 }).map(workingMinutes),
    fc.integer({ min: 1, max: 60 }).map(workingDays),
    fc.integer({ min: 1, max: 90 }).map(calendarDays),
    fc.integer({ min: 1, max: 100_000 }).map(minutes),
  );
  const warnings = fc.option(fc.record({ minutes: fc.integer({ min: 1, max: 30_000 }) }), { nil: undefined });
  const near = (date: string, is: DateOverride['is']) =>
    aCalendar({ id: 'near', zone: undefined, week: undefined, dates: [{ date, is, name: 'Changed' }] });

  it('startedAt ≤ warnAt < dueAt, as the schema reads them', () => {
    fc.assert(
      fc.property(working, instants, limits, warnings, (calendar, t, limit, warning) => {
        const clock = startClock(iso(t), limit, calendar, 1, warning);
        expect(Clock.parse(clock)).toEqual(clock);
        expect(clock.warnAt >= clock.startedAt).toBe(true);
        expect(clock.warnAt < clock.dueAt).toBe(true);
      }),
    );
  });

  it('a later start is never due earlier', () => {
    fc.assert(
      fc.property(working, instants, instants, limits, (calendar, t, u, limit) => {
        const [early, late] = [iso(Math.min(t, u)), iso(Math.max(t, u))];
        expect(addLimit(early, limit, calendar) <= addLimit(late, limit, calendar)).toBe(true);
      }),
    );
  });

  it('one more day off never makes a due instant earlier', () => {
    fc.assert(
      fc.property(calendars, dates, instants, limits, (calendar, date, t, limit) => {
        const before = addLimit(iso(t), limit, workingCalendar([calendar]));
        expect(addLimit(iso(t), limit, workingCalendar([near(date, 'off'), calendar])) >= before).toBe(true);
      }),
    );
  });

  it('a day off made a working day never makes a due instant later', () => {
    fc.assert(
      fc.property(calendars, dates, instants, limits, (calendar, date, t, limit) => {
        const plain = workingCalendar([calendar]);
        fc.pre(plain.day(date).kind === 'off');
        const made = workingCalendar([near(date, 'working'), calendar]);
        expect(addLimit(iso(t), limit, made) <= addLimit(iso(t), limit, plain)).toBe(true);
      }),
    );
  });

  it('the days of an explanation add up to the limit', () => {
    fc.assert(
      fc.property(working, instants, limits, (calendar, t, limit) => {
        const steps = explainClock(startClock(iso(t), limit, calendar, 1), calendar);
        const totals = steps.flatMap(({ values }) => (values.total === undefined ? [] : [values.total]));
        expect(totals.at(-1)).toBe(limit.count);
        expect(steps.at(-1)?.key).toBe('due');
        expect(steps.map((step) => step.at)).toEqual(steps.map((step) => step.at).sort());
      }),
    );
  });
});
