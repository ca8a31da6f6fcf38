import { accepts } from '../../../domain/directory/date-rules.ts';
import { asPhone, isPhone } from '../../../domain/directory/phone.ts';
import type { ShiftDay } from '../../../domain/directory/shift.ts';
import { dayNumber } from '../../../domain/time/civil.ts';

/** What a cell means, or in words what is wrong with it, to follow its column and value. */
export type Read<T> = { ok: true; value: T } | { ok: false; words: string };
const is = <T>(value: T): Read<T> => ({ ok: true, value });
const wrong = (words: string): Read<never> => ({ ok: false, words });

/** `2026-11-27`, `2026/11/27`, `2026.11.27`, `2026年11月27日`, with or without noughts. */
export function readDate(text: string): Read<string> {
  const [, year, month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').replace(/\s/g, '')) ?? [];
  if (year === undefined) return wrong('is no date with its year: write it like 2026-11-27');
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return accepts(dayNumber, date) ? is(date) : wrong('is not a day of the calendar: correct it');
}

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const GROUPS: readonly [pattern: RegExp, days: readonly ShiftDay[]][] = [
  [/^(工作日|上班日|working-?days?)$/, ['working-day']],
  [/^(休息日|节假日|節假日|公休日|days?-?off)$/, ['day-off']],
  [/^(每天|每日|天天|daily|everyday)$/, WEEK],
  [/^(周末|週末|双休日|雙休日|weekends?)$/, ['saturday', 'sunday']],
];

/** `周五`, `周一至周五`, `一、三、五`, `周末`, `工作日`, `节假日`, `每天`; or the names in English. */
export function readDays(text: string): Read<ShiftDay[]> {
  const parts = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[,;、/]|\s+(?!to\b)(?<!\bto\s)/);
  const days = parts.filter(Boolean).map(daysOf);
  const known = days.flatMap((own) => own ?? []);
  if (days.length === 0 || days.some((own) => own === undefined)) {
    return wrong('are no days: write them like 周一至周五, 周末, 工作日, 节假日, 每天');
  }
  return is([...new Set(known)]);
}

function daysOf(part: string): readonly ShiftDay[] | undefined {
  const group = GROUPS.find(([pattern]) => pattern.test(part.trim()));
  if (group) return group[1];
  const ends = part.split(/至|到|~|-|–|—|\bto\b/).map(weekday);
  const [first, last = first] = ends;
  if (first === undefined || last === undefined || ends.length > 2 || ends.includes(undefined)) return undefined;
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, n) => WEEK[(first + n) % 7] ?? 'monday');
}

function weekday(text: string): number | undefined {
  const [, sign] = /^(?:星期|周|週|礼拜|禮拜)?([一二三四五六日天])$/.exec(text.trim()) ?? [];
  if (sign !== undefined) return '一二三四五六日'.indexOf(sign === '天' ? '日' : sign);
  const index = WEEK.findIndex((day) => day === text.trim() || day.slice(0, 3) === text.trim());
  return index < 0 ? undefined : index;
}

/** `08:30`, `8：30`, `8时`, `24:00`, `次日8:00`; or the part of a day that Excel makes of it. */
export function readTime(text: string): Read<string> {
  const plain = text.normalize('NFKC').replace(/\s|次日|第二天/g, '');
  const part = /^(0?\.\d+|[01](\.0+)?)$/.test(plain) ? Math.round(Number(plain) * 1440) : undefined;
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:时時点點](\d\d)?分?(?::00)?)$/.exec(plain) ?? [];
  const minutes = part ?? (hour === undefined ? Number.NaN : Number(hour) * 60 + Number(minute));
  if (!(minutes <= 1440) || Number(minute) > 59) return wrong('is no time of day: write it like 08:30');
  return is([Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':'));
}

export function readPhone(text: string): Read<string> {
  const phone = asPhone(text);
  return isPhone(phone)
    ? is(phone)
    : wrong('is no telephone number: write it like 13800138000 or 0833-3441234, as text');
}

/** Whether it is the second turn; an empty cell is the first. */
export function readTurn(text: string): Read<boolean> {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (/^(|正|正班|主班|first)$/.test(plain)) return is(false);
  return /^(副|副班|备班|備班|second)$/.test(plain) ? is(true) : wrong('is no turn: write 正班 or 副班');
}

export const readName = (text: string): Read<string> =>
  text.length > 0 && text.length <= 80 ? is(text) : wrong('is no name: give one of at most 80 characters');
