import type { Actor } from '../../domain/case/decision.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { openDirectory } from '../../domain/directory/directory.ts';
import type { Category, Documents } from '../../domain/directory/documents.ts';

const office: [string, string][] = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const minutes = (count: number) => ({ measure: 'working-minutes', count }) as const;
const days = (count: number) => ({ measure: 'working-days', count }) as const;

/** Hours and days that are easy to reckon with: a working day has 420 minutes. */
export const roads: Category = {
  id: 'roads',
  name: '道路破损',
  limits: {
    case: days(10),
    grid: minutes(420),
    village: days(2),
    township: days(3),
    district: days(2),
    department: days(5),
  },
  overdue: { remindEvery: minutes(420), reminders: 2, escalateAfter: days(3) },
};

/** Around the clock, for emergencies: reckoned in wall minutes. */
export const fire: Category = {
  id: 'fire',
  name: '火情',
  limits: {
    case: { measure: 'minutes', count: 1440 },
    grid: { measure: 'minutes', count: 60 },
    village: { measure: 'minutes', count: 60 },
    township: { measure: 'minutes', count: 120 },
    district: { measure: 'minutes', count: 120 },
    department: { measure: 'minutes', count: 240 },
  },
  overdue: { remindEvery: { measure: 'minutes', count: 30 }, reminders: 1 },
};

/** Two branches, two departments, everybody's posts and telephones; the Spring Festival of 2026. */
export const documents = (over: Partial<Documents> = {}): Documents => ({
  units: [
    { id: 'shawan', name: '沙湾区网格监管中心', level: 'district' },
    { id: 'niushi', name: '牛石镇', level: 'township', parent: 'shawan' },
    { id: 'niushi-v1', name: '双河村', level: 'village', parent: 'niushi' },
    { id: 'niushi-v1-g1', name: '双河村第一网格', level: 'grid', parent: 'niushi-v1' },
    { id: 'niushi-v1-g2', name: '双河村第二网格', level: 'grid', parent: 'niushi-v1' },
    { id: 'fulu', name: '福禄镇', level: 'township', parent: 'shawan' },
    { id: 'fulu-v1', name: '沫东村', level: 'village', parent: 'fulu' },
    { id: 'fulu-v1-g1', name: '沫东村第一网格', level: 'grid', parent: 'fulu-v1' },
    { id: 'dept-housing', name: '住建局', level: 'department', parent: 'shawan' },
    { id: 'dept-water', name: '水务局', level: 'department', parent: 'shawan' },
    { id: 'dept-power', name: '电力局', level: 'department', parent: 'shawan' },
  ],
  officers: [
    'shawan',
    'niushi',
    'niushi-v1',
    'niushi-v1-g1',
    'niushi-v1-g2',
    'fulu',
    'fulu-v1',
    'fulu-v1-g1',
    'dept-housing',
    'dept-water',
    'dept-power',
  ]
    .map((unit) => ({
      id: `of-${unit}`,
      name: `某某（${unit}）`,
      subject: `local|of-${unit}`,
      posts: [{ unit, role: 'officer' as const }],
    }))
    .concat([
      {
        id: 'leader-shawan',
        name: '主任',
        subject: 'local|leader-shawan',
        posts: [{ unit: 'shawan', role: 'leader' as never }],
      },
      {
        id: 'admin',
        name: '管理员',
        subject: 'local|admin',
        posts: [{ unit: 'shawan', role: 'administrator' as never }],
      },
    ]),
  rosters: [
    { unit: 'shawan', duty: ['+8610000000001', '+8610000000002'], leader: '+8610000000009' },
    { unit: 'niushi', duty: ['+8610000000011'], leader: '+8610000000019' },
    { unit: 'niushi-v1', duty: ['+8610000000021', '+8610000000022'], leader: '+8610000000029' },
    { unit: 'niushi-v1-g1', duty: ['+8610000000031'], leader: '+8610000000039' },
    { unit: 'dept-housing', duty: ['+8610000000041'], leader: '+8610000000049' },
    { unit: 'dept-power', duty: ['+8610000000051'], leader: '+8610000000059' },
  ],
  categories: [roads, fire],
  calendars: [
    {
      id: 'cn',
      name: '全国',
      zone: 'Asia/Shanghai',
      week: { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office },
      dates: [
        { date: '2026-02-14', is: 'working', name: '春节调休' },
        ...[15, 16, 17, 18, 19, 20, 21, 22, 23].map((day) => ({
          date: `2026-02-${day}`,
          is: 'off' as const,
          name: '春节',
        })),
        { date: '2026-02-28', is: 'working', name: '春节调休' },
      ],
      validThrough: '2026-12-31',
    },
  ],
  ...over,
});

export const aDirectory = (over: Partial<Documents> = {}, revision = 1): Directory =>
  openDirectory(documents(over), 'shawan', revision);

/** The officer of a unit. */
export const of = (unit: string): Actor => ({ officer: `of-${unit}`, posts: [{ unit, role: 'officer' }] });

/** The leader of the centre, who rules on what the centre asks itself. */
export const theLeader: Actor = { officer: 'leader-shawan', posts: [{ unit: 'shawan', role: 'leader' }] };
