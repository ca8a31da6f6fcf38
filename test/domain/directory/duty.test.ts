import { describe, expect, test } from 'vitest';
import { openDirectory } from '../../../domain/directory/directory.ts';
import type { Roster } from '../../../domain/directory/documents.ts';
import { phonesOnDuty } from '../../../domain/directory/duty.ts';
import type { Shift, ShiftChange } from '../../../domain/directory/shift.ts';
import { workingCalendar } from '../../../domain/time/calendar.ts';
import { aDirectory as someDocuments } from './directories.ts';

const calendar = workingCalendar(someDocuments().calendars);
const phones: Record<string, string> = {
  day: '+861',
  night: '+862',
  noon: '+863',
  dates: '+864',
  second: '+865',
  by: '+866',
};
const [STANDING, OTHER] = ['+8613800000001', '+8613800000002'];
const shift = (who: string, hours: [string, string][], rest: Partial<Shift>): Shift => ({
  name: who,
  phone: phones[who] ?? '',
  hours,
  ...rest,
});
const shifts = [
  shift(
    'day',
    [
      ['09:00', '12:00'],
      ['14:00', '18:00'],
    ],
    { days: ['working-day'] },
  ),
  shift('night', [['18:00', '09:00']], { days: ['working-day'] }),
  shift('noon', [['12:00', '14:00']], { days: ['monday', 'tuesday'], from: '2026-03-01', through: '2026-03-09' }),
  shift('dates', [['00:00', '24:00']], { dates: ['2026-03-08', '2026-03-11'] }),
  shift('second', [['08:00', '20:00']], { days: ['wednesday', 'thursday'], second: true }),
];
const roster: Roster = { unit: 'shawan', duty: [STANDING, OTHER], leader: '+8613800000003', shifts };
const leave = (who: string, from: string, through: string, by?: string): ShiftChange => ({
  phone: phones[who] ?? '',
  from,
  through,
  why: by ? 'swap' : 'leave',
  ...(by && { by: { name: by, phone: phones[by] ?? '' } }),
});
const names = new Map(Object.entries(phones).map(([who, phone]) => [phone, who]));
const shanghai = (wall: string): string => new Date(`${wall.replace(' ', 'T')}:00+08:00`).toISOString();
/** Who is on duty by name, without the standing telephones, which stand last always. */
function onDuty(wall: string, over: Partial<Roster> = {}): string {
  const found = phonesOnDuty({ ...roster, ...over }, shanghai(wall), calendar);
  expect(found.slice(-2)).toEqual([STANDING, OTHER]);
  return found
    .slice(0, -2)
    .map((phone) => names.get(phone))
    .join(' ');
}

// 2026-02-14 is a Saturday made a working day, 2026-02-17 a Tuesday off; 2026-03-06 is a Friday.
test.each([
  ['several intervals a day: the first', '2026-03-04 09:00', 'day second'],
  ['between them nobody, before the second turn', '2026-03-04 12:00', 'second'],
  ['and the last', '2026-03-04 17:59', 'day second'],
  ['its end is no longer in it', '2026-03-04 18:00', 'night second'],
  ['Friday night', '2026-03-06 23:30', 'night'],
  ['goes into Saturday', '2026-03-07 08:59', 'night'],
  ['and ends there', '2026-03-07 09:00', ''],
  ['Saturday night is nobody’s', '2026-03-07 23:30', ''],
  ['nor is the morning before Monday', '2026-03-09 00:30', ''],
  ['a make-up Saturday is a working day', '2026-02-14 10:00', 'day'],
  ['with a night that goes into Sunday', '2026-02-15 03:00', 'night'],
  ['a holiday Tuesday is not', '2026-02-17 10:00', ''],
  ['though its weekday is', '2026-02-17 12:30', ''],
  ['a weekday within its dates', '2026-03-03 12:30', 'noon'],
  ['through the last of them', '2026-03-09 13:59', 'noon'],
  ['and not after', '2026-03-10 12:30', ''],
  ['a whole day from its first minute', '2026-03-08 00:00', 'dates'],
  ['to its last', '2026-03-08 23:59', 'dates'],
  ['the first turns in the order of the roster', '2026-03-11 10:00', 'day dates second'],
  ['yesterday’s night before today', '2026-03-11 08:30', 'night dates second'],
])('%s: %s', (_what, at, who) => expect(onDuty(at)).toBe(who));

describe('a change', () => {
  test('a swap puts somebody else on, for the shifts that begin on its days', () => {
    const changes = [leave('night', '2026-03-05', '2026-03-05', 'by')];
    expect(onDuty('2026-03-05 08:00', { changes })).toBe('night second');
    expect(onDuty('2026-03-05 19:00', { changes })).toBe('by second');
    expect(onDuty('2026-03-06 08:00', { changes })).toBe('by');
    expect(onDuty('2026-03-06 19:00', { changes })).toBe('night');
  });
  test('leave without anybody leaves the second turn, and then the standing telephones', () => {
    const changes = [leave('day', '2026-03-04', '2026-03-06')];
    expect(onDuty('2026-03-04 10:00', { changes })).toBe('second');
    expect(onDuty('2026-03-06 10:00', { changes })).toBe('');
  });
  test('the last of several counts, and who stands in is not replaced', () => {
    const changes = [
      leave('day', '2026-03-01', '2026-03-31'),
      leave('day', '2026-03-04', '2026-03-04', 'night'),
      leave('night', '2026-03-04', '2026-03-04', 'by'),
    ];
    expect(onDuty('2026-03-04 10:00', { changes })).toBe('night second');
    expect(onDuty('2026-03-05 10:00', { changes })).toBe('second');
  });
});

test('a number stands once, where it stands first', () => {
  const own = [shift('day', [['00:00', '24:00']], { days: ['sunday'] })].map((one) => ({ ...one, phone: OTHER }));
  expect(phonesOnDuty({ ...roster, shifts: own }, shanghai('2026-03-08 10:00'), calendar)).toEqual([OTHER, STANDING]);
});

describe('of a unit', () => {
  const own = {
    unit: 'niushi',
    duty: ['+8618'],
    leader: '+8619',
    shifts: [shift('day', [['10:00', '11:00']], { days: ['working-day'] })],
  };
  const saturdays = {
    id: 'village',
    name: '村',
    unit: 'niushi-01',
    week: { saturday: [['09:00', '12:00']] as [string, string][] },
  };
  const documents = someDocuments({ rosters: [roster, own], calendars: [...someDocuments().calendars, saturdays] });
  const directory = openDirectory(documents, 'shawan', 1);
  test('those of the nearest roster, by the calendar of that roster’s unit', () => {
    expect(directory.onDuty('niushi-01-1', shanghai('2026-03-04 10:30'))).toEqual(['+861', '+8618']);
    expect(directory.onDuty('niushi-01-1', shanghai('2026-03-07 10:30'))).toEqual(['+8618']);
    expect(directory.onDuty('water', shanghai('2026-03-04 10:30'))[0]).toBe('+861');
  });
});
