import type { Level, Officer, Role, Roster, Unit } from '../domain/directory/documents.ts';
import type { Shift } from '../domain/directory/shift.ts';
import type { Random } from './random.ts';

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const firsts = [...'文志建国明晓春秀德永家世玉光荣学正海少思雨佳嘉子俊成华'];
const seconds = [...'华明强芳英军平勇丽萍林刚琴兰清贵玲辉霞洪波云斌蓉燕峰莲蕾'];

const name = (random: Random) =>
  random.pick(surnames) + (random.next() < 0.7 ? random.pick(firsts) : '') + random.pick(seconds);

/** The posts of a unit of each level: what the id says, and the role. The first clerk is the one to ask for. */
const establishment: Record<Level, readonly (readonly [post: string, role: Role])[]> = {
  grid: [['officer', 'officer']],
  village: [
    ['clerk', 'clerk'],
    ['leader', 'leader'],
  ],
  township: [
    ['clerk-1', 'clerk'],
    ['clerk-2', 'clerk'],
    ['clerk-3', 'clerk'],
    ['leader', 'leader'],
  ],
  district: [
    ['director', 'leader'],
    ['deputy', 'leader'],
    ['clerk-1', 'clerk'],
    ['clerk-2', 'clerk'],
    ['clerk-3', 'clerk'],
    ['clerk-4', 'clerk'],
    ['admin', 'administrator'],
  ],
  department: [
    ['clerk-1', 'clerk'],
    ['clerk-2', 'clerk'],
    ['leader', 'leader'],
  ],
};

/** Townships 乡 whose grid officers have no handheld, and report by SMS from a registered telephone. */
const rural = /^(zhenxi|tongci|tanba|bishan|fandian)-/;

/** The people of all units, with invented names; a subject of the local issuer is `local|` and the officer's id. */
export function officers(units: readonly Unit[], random: Random): Officer[] {
  return units.flatMap((unit, i) =>
    establishment[unit.level].map(([post, role]) => {
      const id = `${unit.id}-${post}`;
      const texts = unit.level === 'grid' && rural.test(unit.id);
      return {
        id,
        name: name(random),
        subject: `local|${id}`,
        ...(texts && { phone: phone(i + 1, ownLine) }),
        posts: [{ unit: unit.id, role }],
      };
    }),
  );
}

const dutyPhones: Record<Level, number> = { grid: 1, village: 1, township: 2, district: 3, department: 2 };
const shiftLine = 101;
const ownLine = 701;
const leaderLine = 900;

/**
 * A telephone that nobody has: Leshan's area code 833 and a seven-digit number that begins with 0, as no subscriber's
 * does; then the number of the unit in the list of units, then the line.
 */
const phone = (unit: number, line: number) => `+868330${String(unit).padStart(3, '0')}${String(line).padStart(3, '0')}`;

/** Units with shifts; the others are called on their standing telephones around the clock. */
const withShifts = new Set(['shawan', 'jianong', 'niushi']);

/** Working hours, nights and days off by turns, and a second one through the lunch break 错时上班. */
const week: Omit<Shift, 'name' | 'phone'>[] = [
  { hours: [['08:30', '17:30']], days: ['working-day'] },
  { hours: [['17:30', '08:30']], days: ['working-day'] },
  { hours: [['08:30', '08:30']], days: ['day-off'] },
  { second: true, hours: [['11:30', '14:30']], days: ['working-day'] },
];

/** The standing phones and the leader's of every unit, and shifts of some; a grid's leader is the head of its village. */
export function rosters(units: readonly Unit[], officers: readonly Officer[]): Roster[] {
  const numbers = new Map(units.map((unit, i) => [unit.id, i + 1]));
  const number = (id: string) => {
    const found = numbers.get(id);
    if (found === undefined) throw new Error(`no unit ${id} to telephone: list it among the units`);
    return found;
  };
  const shiftsOf = (unit: string): Shift[] => {
    const clerks = officers.filter(({ posts }) => posts.some((post) => post.unit === unit && post.role === 'clerk'));
    return week.map((shift, i) => {
      const clerk = i < clerks.length ? i : 1;
      return { name: clerks[clerk]?.name ?? '', phone: phone(number(unit), shiftLine + clerk), ...shift };
    });
  };
  return units.map(({ id, level, parent }) => ({
    unit: id,
    duty: Array.from({ length: dutyPhones[level] }, (_, i) => phone(number(id), i + 1)),
    leader: phone(number(level === 'grid' && parent !== undefined ? parent : id), leaderLine),
    ...(withShifts.has(id) && { shifts: shiftsOf(id) }),
  }));
}
