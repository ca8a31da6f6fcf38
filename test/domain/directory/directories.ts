import type { Category, Documents, Unit } from '../../../domain/directory/documents.ts';

const office: [string, string][] = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const hours = { measure: 'working-minutes', count: 240 } as const;
const days = { measure: 'working-days', count: 5 } as const;

export const aCategory = (over: Partial<Category> = {}): Category => ({
  id: 'road',
  name: '道路破损',
  limits: { case: days, grid: hours, village: hours, township: days, district: days, department: days },
  overdue: { remindEvery: hours, reminders: 2 },
  ...over,
});

/** One branch of the tree, a department and the people of both; sound, and small enough to see through. */
export const aDirectory = (over: Partial<Documents> = {}): Documents => ({
  units: [
    { id: 'shawan', name: '沙湾区', level: 'district' },
    { id: 'niushi', name: '牛石镇', level: 'township', parent: 'shawan' },
    { id: 'niushi-01', name: '双河村', level: 'village', parent: 'niushi' },
    { id: 'niushi-01-1', name: '第一网格', level: 'grid', parent: 'niushi-01' },
    { id: 'water', name: '水务局', level: 'department', parent: 'shawan' },
  ],
  officers: [
    { id: 'wang', name: '王明', subject: 'local|wang', posts: [{ unit: 'niushi-01-1', role: 'officer' }] },
    { id: 'li', name: '李华', subject: 'local|li', posts: [{ unit: 'shawan', role: 'administrator' }] },
  ],
  rosters: [{ unit: 'shawan', duty: ['+8613800000001', '+8613800000002'], leader: '+8613800000003' }],
  categories: [aCategory()],
  calendars: [
    {
      id: 'national',
      name: '全国',
      zone: 'Asia/Shanghai',
      week: { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office },
      dates: [
        { date: '2026-02-14', is: 'working', name: '调休' },
        { date: '2026-02-17', is: 'off', name: '春节' },
      ],
      validThrough: '2026-12-31',
    },
  ],
  ...over,
});

/** The units of `aDirectory` with one of them changed; a field of undefined is left out. */
export const withUnit = (id: string, over: { [K in keyof Unit]?: Unit[K] | undefined }): unknown[] =>
  aDirectory().units.map((unit) => (unit.id === id ? JSON.parse(JSON.stringify({ ...unit, ...over })) : unit));
