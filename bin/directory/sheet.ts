import { parse } from 'csv-parse/sync';
import { type CellValue, readSheet as readXlsx } from 'read-excel-file/node';
import * as z from 'zod/mini';
import { tableText } from './text.ts';

/** A table as people keep it, before anybody knows what it says. Cells are trimmed text; lines are counted from 1. */
export interface Sheet {
  file: string;
  lines: { line: number; cells: string[] }[];
}

const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** Reads a CSV file in UTF-8 or GB 18030. Throws on lines that are no CSV. */
export function csvSheet(file: string, bytes: Uint8Array): Sheet {
  const options = { bom: true, info: true, skip_empty_lines: true, trim: true, relax_column_count: true } as const;
  const records = Records.parse(parse(tableText(bytes), options));
  return { file, lines: records.map(({ record, info }) => ({ line: info.lines, cells: record })) };
}

/** Reads the first sheet of an Excel workbook. Throws if it is none. */
export async function xlsxSheet(file: string, bytes: Buffer): Promise<Sheet> {
  const rows = await readXlsx(bytes);
  return { file, lines: rows.map((cells, index) => ({ line: index + 1, cells: cells.map(cellText) })) };
}

/** Excel has no dates: they are numbers that are shown as such, times those of its day nought. */
function cellText(cell: CellValue | null): string {
  if (cell === null) return '';
  if (!(cell instanceof Date)) return String(cell).trim();
  const [date = '', time = ''] = new Date(Math.round(cell.getTime() / 60_000) * 60_000).toISOString().split('T');
  if (date === '1899-12-31' && time.startsWith('00:00')) return '24:00';
  return date.startsWith('1899-') ? time.slice(0, 5) : date;
}
