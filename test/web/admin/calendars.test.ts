import { describe, expect, test } from 'vitest';
import { workingCalendar } from '../../../domain/time/calendar.ts';
import type { Calendar } from '../../../domain/time/calendar-document.ts';
import { countsOf, dateByKey, stateOf, weeksOf } from '../../../web/admin/calendars/day-state.ts';
import { hoursText, readHours } from '../../../web/admin/calendars/hours.ts';
import { layersFor, soundCalendar } from '../../../web/admin/calendars/layers.ts';
import { readDates, withDates } from '../../../web/admin/calendars/paste-dates.ts';

const day: [string, string][] = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const national: Calendar = {
  id: 'national',
  name: '全国',
  zone: 'Asia/Shanghai',
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
  dates: [
    { date: '2026-02-14', is: 'working', name: '春节调休上班' },
    { date: '2026-02-15', is: 'off', name: '春节放假' },
    { date: '2026-02-16', is: 'off', name: '春节放假' },
    { date: '2026-03-03', is: 'working', name: '半天', hours: [['09:00', '12:00']] },
  ],
};

test.each([
  ['2026-02-13', 'working', 'a Friday'],
  ['2026-02-14', 'make-up', 'a Saturday made working'],
  ['2026-02-15', 'holiday', 'a Sunday that is a holiday all the same'],
  ['2026-02-16', 'holiday', 'a Monday off'],
  ['2026-02-21', 'rest', 'a plain Saturday'],
  ['2026-03-03', 'special', 'a Tuesday with hours of its own'],
])('%s is %s: %s', (date, state) => {
  expect(stateOf(workingCalendar([national]).day(date))).toBe(state);
});

test('every day of a year is counted once', () => {
  const counts = countsOf(workingCalendar([national]), 2026);
  expect(counts).toEqual({ working: 259, rest: 102, holiday: 2, 'make-up': 1, special: 1 });
});

test('weeks begin on Monday and are whole', () => {
  const weeks = weeksOf(2026, 2);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01']);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeks.flat().filter((date) => date !== null)).toHaveLength(28);
});

test.each([
  ['ArrowRight', '2026-02-28', '2026-03-01'],
  ['ArrowUp', '2026-01-01', '2025-12-25'],
  ['Home', '2026-02-14', '2026-02-09'],
  ['End', '2026-02-14', '2026-02-15'],
  ['PageDown', '2026-01-31', '2026-02-28'],
  ['PageUp', '2026-01-31', '2025-12-31'],
  ['PageDown', '2024-01-31', '2024-02-29'],
  ['a', '2026-02-14', undefined],
])('%s leads from %s to %s', (key, from, to) => {
  expect(dateByKey(key, from)).toBe(to);
});

describe('layers', () => {
  const units = new Map([
    ['district', { id: 'district', name: '区', level: 'district' as const }],
    ['town', { id: 'town', name: '镇', level: 'township' as const, parent: 'district' }],
  ]);
  const town: Calendar = { id: 'town', name: '镇', unit: 'town' };
  const district: Calendar = { id: 'district', name: '区', unit: 'district' };

  test('come nearest first, the national one last', () => {
    expect(layersFor(town, units, [national, district, town]).map(({ id }) => id)).toEqual([
      'town',
      'district',
      'national',
    ]);
  });

  test('that state no zone make no calendar', () => {
    expect(soundCalendar([town])).toBeUndefined();
    expect(soundCalendar([town, national])?.zone).toBe('Asia/Shanghai');
  });
});

describe('hours', () => {
  test.each([
    ['9:00-12:00, 14:00–18:00', day],
    ['09：00—12：00；14：00至18：00', day],
    ['22:00~24:00', [['22:00', '24:00']]],
    ['', []],
    ['9-12', undefined],
    ['25:00-26:00', undefined],
    ['09:00', undefined],
    ['09:00-10:00-11:00', undefined],
  ])('%s', (text, hours) => {
    expect(readHours(text)).toEqual(hours);
  });

  test('are read as they are written', () => {
    expect(readHours(hoursText(day))).toEqual(day);
  });
});

describe('pasted dates', () => {
  test('are read from a spreadsheet, a text or an announcement', () => {
    const { dates, faults } = readDates(
      'date,kind,name\n2027-01-01\t休\t元旦放假\n2027年1月3日，班，元旦调休\n\n20270102,OFF,New Year, eve\n',
    );
    expect(faults).toEqual([]);
    expect(dates).toEqual([
      { date: '2027-01-01', is: 'off', name: '元旦放假' },
      { date: '2027-01-03', is: 'working', name: '元旦调休' },
      { date: '2027-01-02', is: 'off', name: 'New Year, eve' },
    ]);
  });

  test.each([
    ['2027-02-30,休,x', 'date', '2027-02-30'],
    ['1/1,休,x', 'date', '1/1'],
    ['2027-01-01', 'columns', '2027-01-01'],
    ['2027-01-01,maybe,x', 'kind', 'maybe'],
    ['2027-01-01,休,', 'name', ''],
    [`2027-01-01,休,${'长'.repeat(81)}`, 'name', '长'.repeat(81)],
  ])('%s is told', (line, fault, value) => {
    expect(readDates(`\n${line}`).faults).toEqual([{ line: 2, fault, value }]);
  });

  test('given twice are told', () => {
    expect(readDates('2027-01-01,休,a\n2027-1-1,班,b').faults).toMatchObject([{ line: 2, fault: 'twice' }]);
  });

  test('replace what stood there, and may take it away', () => {
    const changes = new Map([
      ['2026-02-15', null],
      ['2026-01-01', { date: '2026-01-01', is: 'off' as const, name: '元旦' }],
    ]);
    expect(withDates(national.dates ?? [], changes).map(({ date }) => date)).toEqual([
      '2026-01-01',
      '2026-02-14',
      '2026-02-16',
      '2026-03-03',
    ]);
  });
});
