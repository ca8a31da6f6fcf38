import type { CivilDate } from '../../../domain/primitives.ts';
import type { DateOverride } from '../../../domain/time/calendar-document.ts';
import { dayNumber } from '../../../domain/time/civil.ts';

export type PasteFault = { line: number; fault: 'columns' | 'date' | 'kind' | 'name' | 'twice'; value: string };
export interface Pasted {
  dates: DateOverride[];
  faults: PasteFault[];
}

const KINDS: Record<string, DateOverride['is']> = {
  off: 'off',
  holiday: 'off',
  休: 'off',
  放假: 'off',
  休息: 'off',
  working: 'working',
  work: 'working',
  班: 'working',
  上班: 'working',
  调休: 'working',
  補班: 'working',
  补班: 'working',
};
const MOST_NAME = 80;

/** Reads rows of `date,kind,name`, parted by commas, semicolons or tabs; a first line of headings is passed over. */
export function readDates(text: string): Pasted {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, cells: line.split(/[\t,，;；]/).map((cell) => cell.trim()) }))
    .filter(({ cells: [first] }) => first !== '' && !/^(date|日期)$/i.test(first ?? ''));
  const dates: DateOverride[] = [];
  const faults: PasteFault[] = [];
  for (const { line, cells } of lines) {
    const read = readLine(cells);
    if ('fault' in read) faults.push({ line, ...read });
    else if (dates.some(({ date }) => date === read.date)) faults.push({ line, fault: 'twice', value: read.date });
    else dates.push(read);
  }
  return { dates, faults };
}

function readLine([text = '', kind = '', ...rest]: string[]): DateOverride | Omit<PasteFault, 'line'> {
  const name = rest.join(', ');
  const date = readDate(text);
  const is = KINDS[kind.toLowerCase()];
  if (kind === '') return { fault: 'columns', value: text };
  if (date === undefined) return { fault: 'date', value: text };
  if (is === undefined) return { fault: 'kind', value: kind };
  return name === '' || name.length > MOST_NAME ? { fault: 'name', value: name } : { date, is, name };
}

/** `2027-1-1`, `2027/01/01`, `2027年1月1日`, `20270101` */
function readDate(text: string): CivilDate | undefined {
  const [, year, month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(date) ? date : undefined;
}

export function isDay(date: string): boolean {
  try {
    return dayNumber(date) !== undefined && /^\d{4}-\d\d-\d\d$/.test(date);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The overrides of a calendar with others set or taken away (`null`), in the order of their dates. */
export function withDates(
  dates: readonly DateOverride[],
  changes: ReadonlyMap<CivilDate, DateOverride | null>,
): DateOverride[] {
  const kept = dates.filter(({ date }) => !changes.has(date));
  const set = [...changes.values()].filter((override) => override !== null);
  return [...kept, ...set].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
