import { expect, test } from 'vitest';
import type { Roster } from '../../../domain/directory/documents.ts';
import { workingCalendar } from '../../../domain/time/calendar.ts';
import { stretchesOf } from '../../../web/admin/rosters/on-duty.ts';
import { aDirectory } from '../../domain/directory/directories.ts';

const roster: Roster = {
  unit: 'shawan',
  duty: ['+8618'],
  leader: '+8619',
  shifts: [
    { name: '夜', phone: '+862', hours: [['18:00', '09:00']], days: ['working-day'] },
    { name: '副', phone: '+863', second: true, hours: [['12:00', '14:00']], days: ['friday'] },
    {
      name: '昼',
      phone: '+861',
      hours: [
        ['09:00', '12:00'],
        ['12:00', '18:00'],
      ],
      days: ['working-day'],
    },
  ],
};
const told = (date: string, zone = 'Asia/Shanghai') =>
  stretchesOf(roster, date, workingCalendar([{ id: 'z', name: 'z', zone }, ...aDirectory().calendars])).map(
    ({ from, to, turns, phones }) => `${from}–${to} ${turns.map(({ name }) => name).join('')} ${phones[0]}`,
  );

test('a day is parted where who is on duty changes, and nowhere else', () => {
  expect(told('2026-03-05')).toEqual(['00:00–09:00 夜 +862', '09:00–18:00 昼 +861', '18:00–24:00 夜 +862']);
  expect(told('2026-03-06')).toEqual([
    '00:00–09:00 夜 +862',
    '09:00–12:00 昼 +861',
    '12:00–14:00 昼副 +861',
    '14:00–18:00 昼 +861',
    '18:00–24:00 夜 +862',
  ]);
  expect(told('2026-03-07')).toEqual(['00:00–09:00 夜 +862', '09:00–24:00  +8618']);
  expect(told('2026-03-08')).toEqual(['00:00–24:00  +8618']);
});

test('also where clocks change', () => {
  expect(told('2026-10-25', 'Europe/Berlin')).toEqual(['00:00–24:00  +8618']);
  expect(told('2026-03-30', 'Europe/Berlin')[0]).toBe('00:00–09:00  +8618');
});
