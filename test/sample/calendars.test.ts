import { expect, test } from 'vitest';
import { sampleDocuments } from '../../sample/directory.ts';

const national = sampleDocuments().calendars.find((calendar) => calendar.id === 'cn-national');
const dates = national?.dates ?? [];

const days = (first: string, last: string): string[] => {
  const found: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
    found.push(new Date(at).toISOString().slice(0, 10));
  return found;
};

/** As the General Office of the State Council announced them: festival, first and last day off, make-up workdays. */
const announced: [festival: string, first: string, last: string, count: number, makeUp: string[]][] = [
  // 国办发明电〔2024〕12号
  ['元旦', '2025-01-01', '2025-01-01', 1, []], // Wednesday alone
  ['春节', '2025-01-28', '2025-02-04', 8, ['2025-01-26', '2025-02-08']], // New Year's Eve on; Sunday 26, Saturday 8 worked
  ['清明', '2025-04-04', '2025-04-06', 3, []], // Friday to Sunday
  ['劳动节', '2025-05-01', '2025-05-05', 5, ['2025-04-27']], // Sunday 27 worked
  ['端午', '2025-05-31', '2025-06-02', 3, []], // Saturday to Monday
  ['国庆节', '2025-10-01', '2025-10-08', 8, ['2025-09-28', '2025-10-11']], // with 中秋 on the 6th; Sunday 28, Saturday 11 worked
  // 国办发明电〔2025〕7号
  ['元旦', '2026-01-01', '2026-01-03', 3, ['2026-01-04']], // Sunday 4 worked
  ['春节', '2026-02-15', '2026-02-23', 9, ['2026-02-14', '2026-02-28']], // Saturdays 14 and 28 worked
  ['清明', '2026-04-04', '2026-04-06', 3, []], // Saturday to Monday
  ['劳动节', '2026-05-01', '2026-05-05', 5, ['2026-05-09']], // Saturday 9 worked
  ['端午', '2026-06-19', '2026-06-21', 3, []], // Friday to Sunday
  ['中秋', '2026-09-25', '2026-09-27', 3, []], // Friday to Sunday
  ['国庆节', '2026-10-01', '2026-10-07', 7, ['2026-09-20', '2026-10-10']], // Sunday 20, Saturday 10 worked
];

test.each(announced)('%s from %s to %s: %i days off', (festival, first, last, count, makeUp) => {
  const off = dates.filter(({ date, is }) => is === 'off' && date >= first && date <= last);
  expect(off.map(({ date }) => date)).toEqual(days(first, last));
  expect(off.length).toBe(count);
  expect(off.find(({ date }) => date === first)?.name).toBe(`${festival}放假`);
  for (const date of makeUp)
    expect(dates.find((row) => row.date === date)).toEqual({ date, is: 'working', name: `${festival}调休上班` });
});

test('nothing but the announced dates, in order; make-up workdays are weekends with the hours of a Monday', () => {
  const all = announced.flatMap(([, first, last, , makeUp]) => [...days(first, last), ...makeUp]);
  expect(dates.map(({ date }) => date)).toEqual(all.toSorted());
  const working = dates.filter(({ is }) => is === 'working');
  expect(working.length).toBe(11);
  expect(working.map(({ date }) => new Date(date).getUTCDay()).filter((day) => day !== 0 && day !== 6)).toEqual([]);
});

test('is in the zone of Shanghai, and valid until the end of 2026', () => {
  expect([national?.zone, national?.validThrough]).toEqual(['Asia/Shanghai', '2026-12-31']);
});
