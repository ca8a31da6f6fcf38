import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import * as z from 'zod/mini';
import { Kind } from '../../domain/directory/documents.ts';
import { type Fault, shown } from '../../domain/directory/fault.ts';
import { Mistake } from '../mistake.ts';
import { readCsv } from './csv.ts';
import { csvSheet, type Sheet, xlsxSheet } from './sheet.ts';
import { tableText, utf8 } from './text.ts';

/** The rows of one kind and where they came from; `lines` if the rows of the file have lines of their own. */
export interface Source {
  kind: Kind;
  file: string;
  rows: unknown;
  lines?: readonly number[];
  /** Where a fault comes from, if the file says it otherwise than by rows. */
  place?: (fault: Fault) => string | undefined;
}

const kinds = Kind.options.join(', ');

/** What files give: rows of kinds, and duty tables 值班表, which are read against the directory in force. */
export interface Files {
  sources: Source[];
  sheets: Sheet[];
}

/** Reads all files; throws one Mistake that names what is wrong with each of them. */
export async function readFiles(files: readonly string[]): Promise<Files> {
  const mistakes: string[] = [];
  const sources: Source[] = [];
  const sheets: Sheet[] = [];
  for (const file of files) {
    try {
      const read = await readFile(file);
      if (Array.isArray(read)) sources.push(...read);
      else sheets.push(read);
    } catch (error) {
      mistakes.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const [kind, same] of Map.groupBy(sources, (source) => source.kind)) {
    const names = same.map(({ file }) => file).join(' and ');
    if (same.length > 1) mistakes.push(`${names} both give ${kind}: a kind is replaced as a whole, give one file`);
  }
  const rosters = sources.find(({ kind }) => kind === 'rosters');
  if (rosters && sheets[0]) {
    mistakes.push(`${rosters.file} and ${sheets[0].file} both give rosters: import one after the other`);
  }
  if (mistakes.length > 0) throw new Mistake(mistakes.join('\n'));
  return { sources, sheets };
}

/** Where a fault is: file and line, or file and row, or the row as the server has it. */
export function placeOf(fault: Fault, sources: readonly Source[]): string {
  const { kind, row, id } = fault;
  const source = sources.find((one) => one.kind === kind);
  const place = source?.place?.(fault);
  if (place !== undefined) return place;
  const line = source?.lines?.[row - 1];
  const at = line === undefined ? `row ${row}` : `line ${line}`;
  const name = source ? source.file : `${kind} (as they are)`;
  return [name, ...(row > 0 ? [at] : []), ...(id ? [`(${id})`] : [])].join(' ');
}

async function readFile(file: string): Promise<Source[] | Sheet> {
  const bytes = readFileSync(file);
  const extension = extname(file);
  const name = basename(file, extension);
  if (extension === '.xlsx') return xlsxSheet(file, bytes);
  if (extension === '.csv') {
    const kind = Kind.safeParse(name);
    return kind.success ? [{ kind: kind.data, file, ...readCsv(tableText(bytes)) }] : csvSheet(file, bytes);
  }
  if (extension !== '.json') throw new Mistake(`"${extension}" is not read here: give a .json, .csv or .xlsx file`);
  const content: unknown = JSON.parse(utf8(bytes));
  if (Array.isArray(content)) return [{ kind: kindNamed(name), file, rows: content }];
  const members = z.record(z.string(), z.unknown()).safeParse(content);
  if (!members.success) throw new Mistake(`holds ${shown(content)}: give a list of rows, or an object of such lists`);
  return Object.entries(members.data).map(([member, rows]) => ({ kind: kindNamed(member), file, rows }));
}

function kindNamed(name: string): Kind {
  const kind = Kind.safeParse(name);
  if (!kind.success) throw new Mistake(`"${name}" is no kind of document: name it one of ${kinds}`);
  return kind.data;
}
