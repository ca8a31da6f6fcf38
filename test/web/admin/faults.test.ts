import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockOutFaults, moveFaults, removalFaults } from '../../../domain/directory/continuity.ts';
import type { Documents } from '../../../domain/directory/documents.ts';
import { asPhone, isPhone } from '../../../domain/directory/phone.ts';
import { readDocuments } from '../../../domain/directory/read-documents.ts';
import { faultKey } from '../../../web/admin/draft/fault-words.ts';
import { messagesOf } from '../../../web/messages/catalogues.ts';

const ROOT = join(import.meta.dirname, '../../..');
const sample = (kind: string): unknown[] => JSON.parse(readFileSync(join(ROOT, `sample/data/${kind}.json`), 'utf8'));
const KINDS = ['units', 'officers', 'rosters', 'categories', 'calendars'] as const;
const whole = Object.fromEntries(KINDS.map((kind) => [kind, sample(kind)]));
const reading = readDocuments(whole);
if (!reading.ok) throw new Error('the sample directory has faults');
const good: Documents = reading.documents;

const first = <T>(rows: readonly T[]): T => {
  const [row] = rows;
  if (row === undefined) throw new Error('there is no row');
  return row;
};
const [unit, officer, roster, category, calendar] = [
  first(good.units.filter(({ level }) => level === 'grid')),
  first(good.officers),
  first(good.rosters),
  first(good.categories),
  first(good.calendars),
];
const root = first(good.units);
const dated = (override: object) => ({ calendars: [{ ...calendar, dates: [override] }] });
const saturday = { date: '2026-02-14', is: 'working', name: '上班' };

const shift = { name: '王', phone: '+8613900000001', hours: [['09:00', '17:00']], days: ['monday'] };
const onShift = (over: object) => ({ rosters: [{ ...roster, shifts: [{ ...shift, ...over }] }] });
const leave = { phone: shift.phone, from: '2026-03-02', through: '2026-03-02', why: 'leave' };

/** Each breaks the sample directory in one way. */
const BROKEN: [string, Partial<Record<keyof Documents, unknown>>][] = [
  ['repeated', { officers: [...good.officers, officer] }],
  ['repeated', { officers: good.officers.map((row) => ({ ...row, phone: '+868330999999' })) }],
  ['secondRoot', { units: [...good.units, { ...root, id: 'other' }] }],
  ['rootParent', { units: good.units.map((row) => (row === root ? { ...row, parent: 'x' } : row)) }],
  ['noParent', { units: [...good.units, { id: 'new', name: 'n', level: 'grid' }] }],
  ['wrongParent', { units: [...good.units, { id: 'new', name: 'n', level: 'grid', parent: root.id }] }],
  ['openRing', { units: [...good.units, { ...unit, id: 'new', boundary: (unit.boundary ?? []).with(-1, [1, 1]) }] }],
  ['noRoot', { units: [] }],
  ['notUnit', { officers: [{ ...officer, posts: [{ unit: 'nowhere', role: 'clerk' }] }] }],
  ['twice', { rosters: [{ ...roster, duty: [roster.leader, roster.leader] }] }],
  ['noRootRoster', { rosters: [] }],
  ['daysAndDates', onShift({ dates: ['2026-03-02'] })],
  ['noDays', onShift({ days: undefined })],
  ['daysOnly', onShift({ days: undefined, dates: ['2026-03-02'], from: '2026-03-01' })],
  ['ends', onShift({ from: '2026-03-02', through: '2026-03-01' })],
  ['dayOver', onShift({ hours: [['24:00', '08:00']] })],
  ['noShift', { rosters: [{ ...roster, shifts: [shift], changes: [{ ...leave, phone: '+8610000000' }] }] }],
  ['nobody', { rosters: [{ ...roster, shifts: [shift], changes: [{ ...leave, why: 'swap' }] }] }],
  ['clash', { rosters: [{ ...roster, shifts: [shift, { ...shift, phone: '+8610000000' }] }] }],
  ['notDepartment', { categories: [{ ...category, departments: [unit.id] }] }],
  ['zone', { calendars: [{ ...calendar, zone: 'Mars/Olympus' }] }],
  ['dayOff', dated({ ...saturday, is: 'off', like: 'monday' })],
  ['likeAndHours', dated({ ...saturday, like: 'monday', hours: [['09:00', '10:00']] })],
  ['noHours', dated({ ...saturday, hours: [] })],
  ['backwards', dated({ ...saturday, hours: [['12:00', '09:00']] })],
  [
    'overlap',
    dated({
      ...saturday,
      hours: [
        ['09:00', '12:00'],
        ['11:00', '13:00'],
      ],
    }),
  ],
  ['stated', { calendars: [calendar, { ...calendar, id: 'second' }] }],
  ['noZone', { calendars: [{ ...calendar, zone: undefined }] }],
  ['noWeek', { calendars: [{ ...calendar, week: undefined }] }],
  ['emptyWeek', { calendars: [{ ...calendar, week: {}, dates: [] }] }],
  ['idleDay', dated({ ...saturday, like: 'sunday' })],
  ['noDay', dated({ ...saturday, date: '2026-02-30' })],
  ['noDay', dated({ ...saturday, date: 'soon' })],
  ['time', { calendars: [{ ...calendar, week: { monday: [['9', '10']] } }] }],
  ['key', { officers: [...good.officers, { ...officer, id: 'Ä' }] }],
  ['phone', { rosters: [{ ...roster, leader: '12345' }] }],
  ['phone', { officers: [{ ...officer, phone: '138 0013 8000' }] }],
  ['missing', { officers: [{ ...officer, name: '' }] }],
  ['missing', { officers: [{ ...officer, name: undefined }] }],
  ['few', { officers: [{ ...officer, posts: [] }] }],
  ['long', { officers: [{ ...officer, name: '长'.repeat(81) }] }],
  ['many', { rosters: [{ ...roster, duty: Array.from({ length: 11 }, (_, at) => `+86100000000${at}`) }] }],
  [
    'tenYears',
    { categories: [{ ...category, limits: { ...category.limits, grid: { measure: 'calendar-days', count: 4000 } } }] },
  ],
  ['small', { categories: [{ ...category, limits: { ...category.limits, grid: { measure: 'minutes', count: 0 } } }] }],
  ['big', { categories: [{ ...category, pauses: { most: 9, days: 1 } }] }],
  ['choice', { officers: [{ ...officer, posts: [{ unit: root.id, role: 'king' }] }] }],
  ['form', { officers: [{ ...officer, name: 7 }] }],
  ['unknownField', { officers: [{ ...officer, nick: 'x' }] }],
];

test.each(BROKEN)('a fault of the kind %s is told in words of its own', (kind, broken) => {
  const read = readDocuments(broken, good);
  const keys = read.ok ? [] : read.faults.map(({ message }) => faultKey(message)?.key);
  expect(keys).toContain(`admin.fault.${kind}`);
  expect(keys).not.toContain(undefined);
});

test('what a directory in force forbids is told in words too', () => {
  const without = { ...good, units: good.units.slice(0, -1) };
  const moved = { ...good, units: good.units.map((row) => (row === unit ? { ...row, parent: 'x' } : row)) };
  const told = [
    ...removalFaults(good, without),
    ...moveFaults(good, moved),
    ...lockOutFaults({ ...good, officers: [] }),
  ];
  expect(told.map(({ message }) => faultKey(message)?.key)).toEqual([
    'admin.fault.removed',
    'admin.fault.moved',
    'admin.fault.lockOut',
  ]);
});

test('the words fill in only what the faults name', () => {
  const words = messagesOf('admin', 'en');
  const { key, values } =
    faultKey('hours[1] ["11:00","13:00"] begins before 12:00, the end of the one before: x') ?? {};
  expect(words[key ?? '']).toContain('{time}');
  expect(values).toEqual({ time: '12:00' });
  expect(faultKey('something that no rule says')).toBeUndefined();
});

test.each([
  ['138 0013 8000', '+8613800138000'],
  ['+86 138-0013-8000', '+8613800138000'],
  ['008613800138000', '+8613800138000'],
  ['＋８６１３８００１３８０００', '+8613800138000'],
  ['(0833) 3001001', '+868333001001'],
  ['010-62345678', '+861062345678'],
  ['110', '110'],
])('%s is written %s', (typed, phone) => {
  expect(asPhone(typed)).toBe(phone);
  expect(isPhone('+8613800138000') && !isPhone('110')).toBe(true);
});
