import { parse } from 'csv-parse/sync';
import * as z from 'zod/mini';

/** Rows of a CSV file, and the line of the file at which each one ends. */
export interface CsvRows {
  rows: Record<string, unknown>[];
  lines: number[];
}

const Records = z.array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }));

type Cell = (text: string) => unknown;

// Lists in a cell are parted by semicolons, and a full-width one is what a Chinese keyboard gives.
const list = (text: string): string[] =>
  text
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter(Boolean);

const post = (text: string) => {
  const [unit = '', ...role] = text.split(/[:：]/).map((part) => part.trim());
  return { unit, role: role.join(':') };
};

const position = (text: string): number[] => text.split(/\s+/).map(Number);

/** Columns that hold more than text: `posts` unit:role;…, `duty` +86…;…, `departments` id;…, `boundary` longitude latitude;… */
const cells: Partial<Record<string, Cell>> = {
  posts: (text) => list(text).map(post),
  duty: list,
  departments: list,
  boundary: (text) => list(text).map(position),
};

/** Reads a table whose first line names the fields; an empty cell is a field left out. Throws on lines that do not fit. */
export function readCsv(text: string): CsvRows {
  const records = Records.parse(
    parse(text, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true }),
  );
  return { rows: records.map(({ record }) => rowOf(record)), lines: records.map(({ info }) => info.lines) };
}

const rowOf = (record: Record<string, string>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [name, cells[name]?.(text) ?? text]),
  );
