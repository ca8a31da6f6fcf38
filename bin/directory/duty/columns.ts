import type { Sheet } from '../sheet.ts';

/** What the columns of a duty table are called; the first name is the one that faults are told by. */
const NAMES = {
  unit: ['单位', '單位', '部门', '部門', 'unit'],
  date: ['日期', '值班日期', 'date'],
  days: ['星期', '周', '週', 'days', 'weekday'],
  from: ['开始', '開始', '开始时间', '開始時間', 'from'],
  to: ['结束', '結束', '结束时间', '結束時間', 'to'],
  name: ['值班人', '值班人员', '值班人員', '姓名', 'name'],
  phone: ['电话', '電話', '值班电话', '值班電話', '联系电话', '聯繫電話', '手机', '手機', 'phone'],
  turn: ['班次', 'turn'],
} as const;
export type Column = keyof typeof NAMES;
const COLUMNS: readonly Column[] = ['unit', 'date', 'days', 'from', 'to', 'name', 'phone', 'turn'];

export interface Header {
  /** The line it stands in. */
  line: number;
  /** Where each column stands, and what it is called there. */
  at: Partial<Record<Column, { index: number; title: string }>>;
  /** Titles of columns that say nothing about shifts. */
  unread: string[];
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
const columnOf = (title: string): Column | undefined =>
  COLUMNS.find((column) => NAMES[column].some((name) => name === plain(title)));

const MOST_TITLES = 10;

/** The line that names the columns: the first that has all that are needed, as tables have a title above it. */
export function headerOf({ lines }: Sheet): Header | undefined {
  return lines
    .slice(0, MOST_TITLES)
    .map(({ line, cells }) => headerIn(line, cells))
    .find(({ at }) => at.unit && (at.date ?? at.days) && at.name && at.phone);
}

function headerIn(line: number, cells: readonly string[]): Header {
  const header: Header = { line, at: {}, unread: [] };
  for (const [index, title] of cells.entries()) {
    const column = columnOf(title);
    if (column && !header.at[column]) header.at[column] = { index, title };
    else if (title !== '') header.unread.push(title);
  }
  return header;
}

export const titleOf = (header: Header, column: Column): string => header.at[column]?.title ?? NAMES[column][0];
