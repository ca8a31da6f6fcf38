import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import * as z from 'zod/mini';
import { Kind } from '../../domain/directory/documents.ts';
import { type Fault, shown } from '../../domain/directory/fault.ts';
import { Mistake } from '../mistake.ts';
import { readCsv } from './csv.ts';

/** The rows of one kind and where they came from; `lines` if the rows of the file have lines of their own. */
export interface Source {
  kind: Kind;
  file: string;
  rows: unknown;
  lines?: readonly number[];
}

const kinds = Kind.options.join(', ');

/** Reads all files; throws one Mistake that names what is wrong with each of them. */
export function readFiles(files: readonly string[]): Source[] {
  const mistakes: string[] = [];
  const sources = files.flatMap((file) => {
    try {
      return readFile(file);
    } catch (error) {
      mistakes.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  for (const [kind, same] of Map.groupBy(sources, (source) => source.kind)) {
    const names = same.map(({ file }) => file).join(' and ');
    if (same.length > 1) mistakes.push(`${names} both give ${kind}: a kind is replaced as a whole, give one file`);
  }
  if (mistakes.length > 0) throw new Mistake(mistakes.join('\n'));
  return sources;
}

/** Where a fault is: file and line, or file and row, or the row as the server has it. */
export function placeOf({ kind, row, id }: Fault, sources: readonly Source[]): string {
  const source = sources.find((one) => one.kind === kind);
  const line = source?.lines?.[row - 1];
  const at = line === undefined ? `row ${row}` : `line ${line}`;
  const name = source ? source.file : `${kind} (as they are)`;
  return [name, ...(row > 0 ? [at] : []), ...(id ? [`(${id})`] : [])].join(' ');
}

function readFile(file: string): Source[] {
  const text = utf8(readFileSync(file));
  const extension = extname(file);
  const name = basename(file, extension);
  if (extension === '.csv') return [{ kind: kindNamed(name), file, ...readCsv(text) }];
  if (extension !== '.json') throw new Mistake(`"${extension}" is not read here: give a .json or a .csv file`);
  const content: unknown = JSON.parse(text);
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

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Mistake('is not UTF-8: save it again as "CSV UTF-8"', { cause: error });
  }
}
