import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { workingCalendar } from '../../../domain/time/calendar.ts';
import { aCalendar, at, calendars, dates, everyDay, instants, national, shown, working } from './calendars.ts';

const shanghai = workingCalendar([national]);
const hour = 60;

describe('layers', () => {
  const township = aCalendar({
    id: 'township',
    zone: undefined,
    week: undefined,
    dates: [{ date: '2026-02-14', is: 'off', name: 'Flood relief leave' }],
  });
  const unit = aCalendar({
    id: 'unit',
    zone: undefined,
    week: everyDay([['08:00', '12:00']]),
    dates: [{ date: '2026-02-16', is: 'working', name: 'Hall open', hours: [['10:00', '11:00']] }],
    validThrough: '2026-06-30',
  });

  it('takes zone, week and each date from the nearest that says something', () => {
    const calendar = workingCalendar([unit, township, national]);
    expect(calendar).toMatchObject({ zone: 'Asia/Shanghai', sources: ['unit', 'township', 'national'] });
    // The week of the unit works on Sundays; the township closes the make-up Saturday; the unit opens on a holiday.
    expect(calendar.day('2026-03-01')).toMatchObject({ kind: 'working', override: false });
    expect(calendar.day('2026-02-14')).toMatchObject({ kind: 'off', name: 'Flood relief leave', override: true });
    expect(calendar.day('2026-02-16')).toMatchObject({ kind: 'working', name: 'Hall open', override: true });
    expect(calendar.day('2026-02-16').intervals).toEqual([[at('2026-02-16T10:00'), at('2026-02-16T11:00')]]);
    expect(calendar.day('2026-02-17')).toMatchObject({ kind: 'off', name: 'Spring Festival', override: true });
  });

  it('is announced through the earliest date that a layer states, with dates of its own or without', () => {
    expect(workingCalendar([unit, township, national]).validThrough).toBe('2026-06-30');
    expect(workingCalendar([township, national]).validThrough).toBe('2026-12-31');
    expect(workingCalendar([aCalendar({ validThrough: '2026-01-01' })]).validThrough).toBe('2026-01-01');
  });

  it('faults when no layer states a zone or a week', () => {
    expect(() => workingCalendar([])).toThrow('no calendar states a zone (asked: none at all)');
    expect(() => workingCalendar([aCalendar({ week: undefined })])).toThrow(
      'no calendar states a week (asked: national); state one in the national calendar',
    );
  });
});

describe('day', () => {
  test.each([
    ['an ordinary Friday', '2026-02-13', { kind: 'working', usual: 'working', override: false }],
    ['a Saturday', '2026-03-07', { kind: 'off', usual: 'off', override: false }],
    [
      'a make-up Saturday',
      '2026-02-14',
      { kind: 'working', usual: 'off', override: true, name: 'Spring Festival make-up' },
    ],
    ['a holiday on a Monday', '2026-02-16', { kind: 'off', usual: 'working', override: true, name: 'Spring Festival' }],
  ] as const)('%s', (_why, date, expected) => {
    expect(shanghai.day(date)).toMatchObject(expected);
  });

  it('gives a make-up day the hours of Monday, of another day, or of its own', () => {
    const monday = [['09:00', '17:00']] as [string, string][];
    const friday = [['09:00', '13:00']] as [string, string][];
    const make = (more: object) =>
      workingCalendar([
        aCalendar({ week: { monday, friday }, dates: [{ date: '2026-02-14', is: 'working', name: 'x', ...more }] }),
      ]).day('2026-02-14').working / 3_600_000;
    expect([make({}), make({ like: 'friday' }), make({ hours: [['10:00', '12:00']] })]).toEqual([8, 4, 2]);
  });

  it('gives a make-up day the first hours of the week where Monday has none', () => {
    const week = { tuesday: [['09:00', '12:00']] as [string, string][] };
    const dates = [{ date: '2026-02-14', is: 'working', name: 'x' }] as const;
    expect(workingCalendar([aCalendar({ week, dates: [...dates] })]).day('2026-02-14').kind).toBe('working');
  });

  it('puts hours in order and joins those that touch or overlap', () => {
    const week = everyDay([
      ['14:00', '18:00'],
      ['08:00', '12:00'],
      ['12:00', '13:00'],
      ['17:00', '24:00'],
    ]);
    expect(workingCalendar([aCalendar({ week })]).day('2026-02-14').intervals).toEqual([
      [at('2026-02-14T08:00'), at('2026-02-14T13:00')],
      [at('2026-02-14T14:00'), at('2026-02-15T00:00')],
    ]);
  });

  it('refuses hours that end before they begin, and days that do not exist', () => {
    const night = workingCalendar([aCalendar({ week: everyDay([['22:00', '06:00']]) })]);
    expect(() => night.day('2026-02-14')).toThrow('working hours 22:00–06:00 do not end after they begin');
    expect(() => shanghai.day('2026-02-30')).toThrow('"2026-02-30" is not a day of the calendar');
  });

  test.each([
    ['Berlin springs forward: the day has 23 hours', 'Europe/Berlin', '2026-03-29', 23],
    ['Berlin falls back: 25 hours', 'Europe/Berlin', '2026-10-25', 25],
    ['Lord Howe falls back: 24½ hours', 'Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Havana falls back over midnight: 25 hours', 'America/Havana', '2026-11-01', 25],
    ['Samoa left out a day', 'Pacific/Apia', '2011-12-30', 0],
  ])('%s', (_why, zone, date, hours) => {
    const day = workingCalendar([aCalendar({ zone, week: everyDay([['00:00', '24:00']]) })]).day(date);
    expect(day.working / 3_600_000).toBe(hours);
  });
});

describe('dateOf', () => {
  test.each([
    ['a moment before midnight', 'Asia/Shanghai', '2026-02-13T15:59:59.999Z', '2026-02-13'],
    ['midnight', 'Asia/Shanghai', '2026-02-13T16:00:00.000Z', '2026-02-14'],
    ['the evening before in New York', 'America/New_York', '2026-02-13T04:59:59.999Z', '2026-02-12'],
    // Clocks went from 00:01 back to 23:01: the 7th had begun and is not left again.
    ['a date once begun', 'America/St_Johns', '2010-11-07T03:00:00.000Z', '2010-11-07'],
  ])('%s', (_why, zone, instant, date) => {
    expect(workingCalendar([aCalendar({ zone })]).dateOf(Date.parse(instant))).toBe(date);
  });
});

describe('isWorking and nextWorking', () => {
  test.each([
    ['before hours', '2026-02-13T08:59', false, '2026-02-13T09:00'],
    ['as they begin', '2026-02-13T09:00', true, '2026-02-13T09:00'],
    ['as the morning ends', '2026-02-13T12:00', false, '2026-02-13T14:00'],
    ['as the day ends, before a make-up Saturday', '2026-02-13T18:00', false, '2026-02-14T09:00'],
    ['as the make-up day ends, before nine days off', '2026-02-14T18:00', false, '2026-02-24T09:00'],
  ])('%s', (_why, from, isWorking, next) => {
    expect(shanghai.isWorking(at(from))).toBe(isWorking);
    expect(shown(shanghai.nextWorking(at(from)), shanghai)).toBe(next);
  });
});

describe('addWorking', () => {
  test.each([
    ['nothing: the instant itself, even at night', '2026-02-13T22:00', 0, '2026-02-13T22:00'],
    ['4 h from 14:00: the end of today, not tomorrow morning', '2026-02-13T14:00', 4 * hour, '2026-02-13T18:00'],
    ['one minute more: the make-up Saturday', '2026-02-13T14:00', 4 * hour + 1, '2026-02-14T09:01'],
    ['over noon', '2026-02-13T11:00', 2 * hour, '2026-02-13T15:00'],
    ['Friday 18:30 before a make-up Saturday', '2026-02-13T18:30', 6 * hour, '2026-02-14T17:00'],
    ['over Spring Festival', '2026-02-14T17:00', 2 * hour, '2026-02-24T10:00'],
    ['over an ordinary weekend', '2026-03-06T17:00', 2 * hour, '2026-03-09T10:00'],
    ['down to half a second', '2026-02-13T09:00', 1 / 120, '2026-02-13T09:00:00.500'],
    [
      'years: 480 working weeks of 2100 minutes, none of them with a holiday',
      '2027-01-04T09:00',
      480 * 2100,
      '2036-03-14T18:00',
    ],
  ])('%s', (_why, from, minutes, to) => {
    expect(shown(shanghai.addWorking(at(from), minutes), shanghai)).toBe(to);
  });

  test.each([
    [
      'Berlin, 24 h around the clock over the lost hour',
      'Europe/Berlin',
      '2026-03-28T12:00',
      24 * hour,
      '2026-03-29T13:00',
    ],
    ['Berlin, over the hour won', 'Europe/Berlin', '2026-10-24T12:00', 24 * hour, '2026-10-25T11:00'],
    ['New York, over the lost hour', 'America/New_York', '2026-03-07T12:00', 24 * hour, '2026-03-08T13:00'],
    ['Lord Howe, over the half hour won', 'Australia/Lord_Howe', '2026-04-04T12:00', 24 * hour, '2026-04-05T11:30'],
  ])('%s', (_why, zone, from, minutes, to) => {
    const calendar = workingCalendar([aCalendar({ zone, week: everyDay([['00:00', '24:00']]) })]);
    expect(shown(calendar.addWorking(at(from, zone), minutes), calendar)).toBe(to);
  });

  it('goes from 24:00 straight on to 00:00', () => {
    const week = everyDay([
      ['00:00', '06:00'],
      ['22:00', '24:00'],
    ]);
    const calendar = workingCalendar([aCalendar({ week })]);
    expect(shown(calendar.addWorking(at('2026-02-13T23:00'), hour), calendar)).toBe('2026-02-14T00:00');
    expect(shown(calendar.addWorking(at('2026-02-13T23:00'), 2 * hour), calendar)).toBe('2026-02-14T01:00');
  });

  it('keeps staggered hours of each day', () => {
    const week = {
      monday: [
        ['08:00', '10:00'],
        ['11:00', '12:00'],
        ['20:00', '21:00'],
      ] as [string, string][],
      thursday: [['13:00', '13:30']] as [string, string][],
    };
    const calendar = workingCalendar([aCalendar({ week })]);
    expect(shown(calendar.addWorking(at('2026-03-02T09:30'), 2 * hour), calendar)).toBe('2026-03-02T20:30');
    expect(shown(calendar.addWorking(at('2026-03-02T09:30'), 4 * hour), calendar)).toBe('2026-03-09T09:00');
  });

  it('faults when there is no working time to find, or no number to count', () => {
    const never = workingCalendar([aCalendar({ week: {} })]);
    expect(() => never.addWorking(at('2026-02-13T09:00'), 1)).toThrow(
      'no working time within 400 days after 2026-02-13',
    );
    expect(() => never.subtractWorking(at('2026-02-13T09:00'), 1)).toThrow('within 400 days before 2026-02-13');
    expect(() => shanghai.addWorking(0, Number.NaN)).toThrow('NaN working minutes cannot be counted');
    expect(() => shanghai.addWorking(0, -1)).toThrow('-1 working minutes cannot be counted');
  });
});

describe('subtractWorking', () => {
  test.each([
    [
      '4 h before the close: as the afternoon begins, not as the morning ends',
      '2026-02-13T18:00',
      4 * hour,
      '2026-02-13T14:00',
    ],
    ['over noon', '2026-02-13T15:00', 2 * hour, '2026-02-13T11:00'],
    ['over Spring Festival, to the make-up Saturday', '2026-02-24T10:00', 2 * hour, '2026-02-14T17:00'],
    ['at night: from the close before', '2026-02-13T23:00', hour, '2026-02-13T17:00'],
  ])('%s', (_why, from, minutes, to) => {
    expect(shown(shanghai.subtractWorking(at(from), minutes), shanghai)).toBe(to);
  });
});

describe('workingBetween', () => {
  test.each([
    ['a day', '2026-02-13T00:00', '2026-02-14T00:00', 7 * hour],
    ['noon', '2026-02-13T12:00', '2026-02-13T14:00', 0],
    ['within one interval', '2026-02-13T09:00:00.500', '2026-02-13T09:00:30', 29.5 / 60],
    ['February: 14 ordinary days and 2 make-up days', '2026-02-01T00:00', '2026-03-01T00:00', 16 * 7 * hour],
    ['backwards', '2026-02-14T00:00', '2026-02-13T00:00', -7 * hour],
  ])('%s', (_why, a, b, minutes) => {
    expect(shanghai.workingBetween(at(a), at(b))).toBe(minutes);
  });
});

it('knows the ends of days', () => {
  expect(shown(shanghai.endOfWorkingDay('2026-02-14'), shanghai)).toBe('2026-02-14T18:00');
  expect(shown(shanghai.midnightAfter('2026-02-14'), shanghai)).toBe('2026-02-15T00:00');
  expect(() => shanghai.endOfWorkingDay('2026-02-15')).toThrow('2026-02-15 is a day off and has no end of work');
});

describe('laws', () => {
  const minutes = fc.oneof(
    fc.integer({ min: 0, max: 20_000 }),
    fc.integer({ min: 0, max: 9e7 }).map((ms) => ms / 60_000),
  );

  it('addWorking never decreases as either argument grows', () => {
    fc.assert(
      fc.property(working, instants, instants, minutes, minutes, (calendar, t, u, m, n) => {
        const [early, late] = [Math.min(t, u), Math.max(t, u)];
        const [few, many] = [Math.min(m, n), Math.max(m, n)];
        expect(calendar.addWorking(early, few)).toBeLessThanOrEqual(calendar.addWorking(late, few));
        expect(calendar.addWorking(early, few)).toBeLessThanOrEqual(calendar.addWorking(early, many));
      }),
    );
  });

  it('workingBetween counts back what addWorking added', () => {
    fc.assert(
      fc.property(working, instants, minutes, (calendar, t, m) => {
        expect(calendar.workingBetween(t, calendar.addWorking(t, m))).toBe(m);
      }),
    );
  });

  it('subtractWorking undoes addWorking, up to time that does not count', () => {
    fc.assert(
      fc.property(working, instants, minutes, (calendar, t, m) => {
        const back = calendar.subtractWorking(calendar.addWorking(t, m), m);
        expect(back).toBeGreaterThanOrEqual(t);
        expect(calendar.workingBetween(t, back)).toBe(0);
      }),
    );
  });

  it('workingBetween adds up over any instant between', () => {
    fc.assert(
      fc.property(working, instants, instants, instants, (calendar, a, b, c) => {
        const sum = calendar.workingBetween(a, b) + calendar.workingBetween(b, c);
        expect(sum).toBeCloseTo(calendar.workingBetween(a, c), 6);
      }),
    );
  });

  it('every instant belongs to the day whose midnights enclose it', () => {
    fc.assert(
      fc.property(working, instants, (calendar, t) => {
        const day = calendar.day(calendar.dateOf(t));
        expect(day.start).toBeLessThanOrEqual(t);
        expect(t).toBeLessThan(day.end);
        expect(calendar.isWorking(t)).toBe(calendar.nextWorking(t) === t);
      }),
    );
  });

  it('answers do not depend on what was asked before', () => {
    fc.assert(
      fc.property(calendars, instants, minutes, dates, (calendar, t, m, date) => {
        const used = workingCalendar([calendar]);
        used.workingBetween(Date.UTC(2020, 0), Date.UTC(2032, 0));
        const fresh = workingCalendar([calendar]);
        expect(used.addWorking(t, m)).toBe(fresh.addWorking(t, m));
        expect(used.day(date)).toEqual(fresh.day(date));
      }),
      { numRuns: 20 },
    );
  });
});
