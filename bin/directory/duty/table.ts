import { shown } from '../../../domain/directory/fault.ts';
import type { Shift, ShiftDay } from '../../../domain/directory/shift.ts';
import { dayNumber, weekdayOf } from '../../../domain/time/civil.ts';
import { Mistake } from '../../mistake.ts';
import type { Sheet } from '../sheet.ts';
import { type Read, readDate, readDays, readName, readPhone, readTime, readTurn } from './cells.ts';
import { type Column, type Header, headerOf, titleOf } from './columns.ts';

/** One row of a duty table 值班表 that could be read. */
export interface Entry {
  file: string;
  line: number;
  unit: string;
  when: { date: string } | { days: ShiftDay[] };
  hours: Shift['hours'][number];
  name: string;
  phone: string;
  second: boolean;
}

export interface Table {
  entries: Entry[];
  /** Lines that name file, line, column and value, and what to do. */
  faults: string[];
  /** Columns that say nothing about shifts. */
  unread: string[];
}

/**
 * Reads a duty table, one row a shift. A row that leaves out unit, day or hours has those of the row above, as merged cells
 * do; without columns for hours a shift is the whole day. `unitOf` finds a unit by id or name.
 */
export function readTable(sheet: Sheet, unitOf: (text: string) => Read<string>): Table {
  const header = headerOf(sheet);
  if (!header) {
    throw new Mistake(
      `${sheet.file}: is no duty table: its header must name 单位, 日期 or 星期, 值班人 and 电话 (unit, date or days, name, phone)`,
    );
  }
  const faults: string[] = [];
  const entries: Entry[] = [];
  let above: Cells = { unit: '', date: '', days: '', from: '', to: '', name: '', phone: '', turn: '' };
  for (const { line, cells } of sheet.lines) {
    if (line <= header.line || cells.every((cell) => cell === '')) continue;
    const own = filledDown(cellsOf(header, cells), above);
    above = own;
    const row = readRow(sheet.file, line, header, own, unitOf);
    if ('faults' in row) faults.push(...row.faults);
    else entries.push(row);
  }
  return { entries, faults, unread: header.unread };
}

type Cells = Record<Column, string>;

function cellsOf({ at }: Header, cells: readonly string[]): Cells {
  const cell = (column: Column): string => cells[at[column]?.index ?? -1]?.trim() ?? '';
  return {
    unit: cell('unit'),
    date: cell('date'),
    days: cell('days'),
    from: cell('from'),
    to: cell('to'),
    name: cell('name'),
    phone: cell('phone'),
    turn: cell('turn'),
  };
}

function filledDown(own: Cells, above: Cells): Cells {
  const { date, days } = own.date || own.days ? own : above;
  const { from, to } = own.from || own.to ? own : above;
  return { ...own, unit: own.unit || above.unit, date, days, from, to };
}

function readRow(
  file: string,
  line: number,
  header: Header,
  cells: Cells,
  unitOf: (text: string) => Read<string>,
): Entry | { faults: string[] } {
  const faults: string[] = [];
  const tell = (column: Column, words: string): undefined => {
    faults.push(`${file} line ${line}: ${titleOf(header, column)} ${shown(cells[column])} ${words}`);
  };
  const take = <T>(column: Column, read: (text: string) => Read<T>): T | undefined => {
    const found = read(cells[column]);
    return found.ok ? found.value : tell(column, found.words);
  };
  const unit = take('unit', unitOf);
  const when = whenOf(cells, take, tell);
  const hours = hoursOf(header, take, tell);
  const name = take('name', readName);
  const phone = take('phone', readPhone);
  const second = take('turn', readTurn);
  const whole =
    unit !== undefined && when && hours && name !== undefined && phone !== undefined && second !== undefined;
  return whole ? { file, line, unit, when, hours, name, phone, second } : { faults };
}

type Take = <T>(column: Column, read: (text: string) => Read<T>) => T | undefined;
type Tell = (column: Column, words: string) => undefined;

/** A date, which goes before the day of the week that stands beside it; or days. */
function whenOf({ date, days }: Cells, take: Take, tell: Tell): Entry['when'] | undefined {
  if (date === '') {
    const own = take('days', readDays);
    return own && { days: own };
  }
  const own = take('date', readDate);
  if (own === undefined) return undefined;
  const beside = days === '' ? undefined : readDays(days);
  const weekday = weekdayOf(dayNumber(own));
  const fits = !beside?.ok || beside.value.some((day) => [weekday, 'working-day', 'day-off'].includes(day));
  return fits ? { date: own } : tell('days', `is not the day of ${own}, a ${weekday}: correct one of them`);
}

function hoursOf({ at }: Header, take: Take, tell: Tell): Entry['hours'] | undefined {
  if (!at.from && !at.to) return ['00:00', '24:00'];
  const [from, to] = [take('from', readTime), take('to', readTime)];
  if (from === '24:00') return tell('from', 'is when the day is over: write 00:00 and the next day');
  return from === undefined || to === undefined ? undefined : [from, to];
}
