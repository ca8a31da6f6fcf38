import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Calendar, DateOverride, Week } from '../domain/time/calendar-document.ts';
import { district } from './units.ts';

const years = ['2025', '2026'];

/** Rows of `date: "English,中文,days"` of the years that the sample covers. */
const rows = (dates: Record<string, string>, is: DateOverride['is'], suffix: string): DateOverride[] =>
  Object.entries(dates)
    .filter(([date]) => years.includes(date.slice(0, 4)))
    .map(([date, words]) => ({ date, is, name: `${words.split(',')[1] ?? words}${suffix}` }));

const byDate = (a: DateOverride, b: DateOverride) => a.date.localeCompare(b.date);

const workdays = (hours: [string, string][]): Week => ({
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
});

const hall: [string, string][] = [
  ['08:30', '12:00'],
  ['13:30', '17:30'],
];

/** The national calendar as announced, and two examples of staggered hours that go before it. */
export const calendars: readonly Calendar[] = [
  {
    id: 'cn-national',
    name: '全国法定节假日与调休（2025—2026）',
    zone: 'Asia/Shanghai',
    week: workdays([
      ['09:00', '12:00'],
      ['14:00', '18:00'],
    ]),
    dates: [...rows(announced.holidays, 'off', '放假'), ...rows(announced.workdays, 'working', '调休上班')].sort(
      byDate,
    ),
    validThrough: '2026-12-31',
  },
  { id: 'shawan-halls', name: '沙湾区服务大厅错时上班（示例）', unit: district, week: workdays(hall) },
  {
    id: 'jianong-saturday',
    name: '嘉农镇周六上午便民服务（示例）',
    unit: 'jianong',
    week: { ...workdays(hall), saturday: [['09:00', '12:00']] },
  },
];
