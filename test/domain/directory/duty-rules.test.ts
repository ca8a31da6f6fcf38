import { describe, expect, it, test } from 'vitest';
import type { Roster } from '../../../domain/directory/documents.ts';
import { daysWithoutTurn } from '../../../domain/directory/duty-clashes.ts';
import { readDocuments } from '../../../domain/directory/read-documents.ts';
import type { Shift } from '../../../domain/directory/shift.ts';
import { workingCalendar } from '../../../domain/time/calendar.ts';
import { aDirectory } from './directories.ts';

const sound = aDirectory();
const [roster] = sound.rosters;
if (!roster) throw new Error('no roster');
const hours: Shift['hours'] = [['09:00', '17:00']];
const wang: Shift = { name: '王', phone: '+8613900000001', hours, days: ['working-day'] };
const li: Shift = { name: '李', phone: '+8613900000002', hours: [['17:00', '09:00']], days: ['working-day'] };
const change = { phone: wang.phone, from: '2026-03-02', through: '2026-03-03', why: 'leave' };

const reading = (over: object) => readDocuments({ rosters: [{ ...roster, ...over }] }, sound);
const told = (over: object): string[] => {
  const read = reading(over);
  return read.ok ? [] : read.faults.map(({ row, id, message }) => `${row} ${id}: ${message}`);
};

const refused: [what: string, over: object, ...parts: string[]][] = [
  [
    'days and dates',
    { shifts: [{ ...wang, dates: ['2026-03-02'] }] },
    'shifts[0] {"name":"王"',
    'gives days and dates',
  ],
  ['neither', { shifts: [{ ...wang, days: undefined }] }, 'gives neither days nor dates: say on which days it is'],
  [
    'bounds beside dates',
    { shifts: [{ ...wang, days: undefined, dates: ['2026-03-02'], through: '2026-04-01' }] },
    'shifts[0].through "2026-04-01" stands beside dates',
  ],
  [
    'an end before the beginning',
    { shifts: [{ ...wang, from: '2026-04-01', through: '2026-03-01' }] },
    'shifts[0].through "2026-03-01" is before 2026-04-01',
  ],
  [
    'a date that is none',
    { shifts: [{ ...wang, days: undefined, dates: ['2026-02-30'] }] },
    'shifts[0].dates[0] "2026-02-30" is not a day of the calendar',
  ],
  [
    'a date twice',
    { shifts: [{ ...wang, days: undefined, dates: ['2026-03-02', '2026-03-02'] }] },
    'shifts[0].dates[1] "2026-03-02" is given twice',
  ],
  [
    'a day that is none',
    { shifts: [{ ...wang, days: ['holiday'] }] },
    'shifts[0].days[0] "holiday" must be one of monday',
  ],
  ['no hours', { shifts: [{ ...wang, hours: [] }] }, 'shifts[0].hours [] must have at least 1 entry'],
  [
    'hours from the end of the day',
    { shifts: [{ ...wang, hours: [['24:00', '08:00']] }] },
    'shifts[0].hours[0] ["24:00","08:00"] begins when the day is over',
  ],
  [
    'hours out of order',
    {
      shifts: [
        {
          ...wang,
          hours: [
            ['14:00', '18:00'],
            ['09:00', '12:00'],
          ],
        },
      ],
    },
    'shifts[0].hours[1] ["09:00","12:00"] begins before 18:00',
  ],
  [
    'hours after a night',
    {
      shifts: [
        {
          ...wang,
          hours: [
            ['20:00', '08:00'],
            ['21:00', '22:00'],
          ],
        },
      ],
    },
    'begins before 08:00, the end of the one before',
  ],
  ['a change of no shift', { shifts: [li], changes: [change] }, 'changes[0].phone "+8613900000001" has no shift here'],
  [
    'a change that ends before it begins',
    { shifts: [wang], changes: [{ ...change, through: '2026-03-01' }] },
    'changes[0].through "2026-03-01" is before 2026-03-02',
  ],
  [
    'a swap with nobody',
    { shifts: [wang], changes: [{ ...change, why: 'swap' }] },
    'is a swap with nobody: say who takes the shift',
  ],
  [
    'two on the first turn',
    { shifts: [wang, { ...li, hours: [['16:00', '20:00']] }] },
    'shifts[1] {"name":"李"',
    'is on the first turn together with shifts[0] ("王") on 2026-01-01',
  ],
  [
    'a night that goes into the next shift',
    {
      shifts: [
        { ...li, days: ['friday'] },
        { ...wang, days: undefined, dates: ['2026-03-07'], hours: [['08:00', '12:00']] },
      ],
    },
    'together with shifts[0] ("李") on 2026-03-07',
  ],
  [
    'a Saturday that is made a working day',
    { shifts: [wang, { ...li, days: ['saturday'], hours }] },
    'together with shifts[0] ("王") on 2026-02-14',
  ],
  [
    'patterns that begin later',
    {
      shifts: [
        { ...wang, from: '2031-01-01' },
        { ...li, hours, from: '2030-01-01' },
      ],
    },
    'on 2031-01-01',
  ],
];

describe('a roster is refused for', () => {
  it.each(refused)('%s', (_what, over, ...parts) => {
    const faults = told(over);
    expect(faults).toHaveLength(1);
    for (const part of parts) expect(faults[0]).toContain(part);
    expect(faults[0]).toMatch(/^1 shawan: /);
  });
});

test.each<[string, object]>([
  ['shifts that follow each other', { shifts: [wang, li], changes: [change] }],
  ['a second turn at the same time 错时上班', { shifts: [wang, { ...li, hours: [['08:00', '12:00']], second: true }] }],
  ['a make-up Saturday apart from the other ones', { shifts: [wang, { ...li, days: ['day-off'], hours }] }],
  [
    'dates beside the pattern of working days',
    { shifts: [wang, { ...li, days: undefined, dates: ['2026-03-07'], hours }] },
  ],
  [
    'patterns of other times',
    {
      shifts: [
        { ...wang, through: '2026-05-31' },
        { ...li, hours, from: '2026-06-01' },
      ],
    },
  ],
  [
    'several intervals, the last over midnight',
    {
      shifts: [
        {
          ...wang,
          hours: [
            ['09:00', '12:00'],
            ['20:00', '08:00'],
          ],
        },
      ],
    },
  ],
])('it may have %s', (_what, over) => expect(told(over)).toEqual([]));

test('the days between the first and the last date without a first turn are told apart', () => {
  const calendar = workingCalendar(sound.calendars);
  const of = (over: Partial<Roster>) => daysWithoutTurn({ ...roster, ...over }, calendar);
  const dated = (dates: string[]): Shift => ({ ...wang, days: undefined, dates });
  const table = dated(['2026-03-02', '2026-03-05']);
  expect(of({})).toEqual([]);
  expect(of({ shifts: [wang] })).toEqual([]);
  expect(of({ shifts: [table] })).toEqual(['2026-03-03', '2026-03-04']);
  expect(of({ shifts: [table, { ...li, days: ['tuesday'] }, { ...li, second: true }] })).toEqual(['2026-03-04']);
  const changes = [{ ...change, why: 'leave' as const, through: '2026-03-02' }];
  expect(of({ shifts: [table], changes })).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
});

test('dates at either end of time are no trouble', () => {
  const ends = { ...wang, days: undefined, dates: ['0000-01-01', '9999-12-31'] };
  const far = { ...li, from: '0000-01-01', through: '9999-12-31' };
  expect(told({ shifts: [ends, far, { ...li, phone: wang.phone, hours, from: '9999-12-30' }] })).toHaveLength(1);
});

test('many that clash are told once each', () => {
  const shifts = Array.from({ length: 400 }, (_, n) => ({
    ...wang,
    name: String(n),
    phone: `+86139${10_000_000 + n}`,
  }));
  const faults = told({ shifts });
  expect(faults).toHaveLength(399);
  expect(faults[0]).toContain('shifts[1]');
});
