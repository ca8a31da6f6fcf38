import * as z from 'zod/mini';
import { issueWords } from '../issue-words.ts';
import { Calendar } from '../time/calendar-document.ts';
import { Category, type Documents, Kind, Officer, Roster, Unit } from './documents.ts';
import { type Fault, faultAt, faultOf, type Path, type Row, shown, textOf } from './fault.ts';

/** All rows of all kinds, those of the wrong shape included, so that rules still know what exists. */
export type Rows = { [K in Kind]: Row<Documents[K][number]>[] };

/** Reads each row by itself, so that one of the wrong shape hides no other. Appends to `faults`. */
export function readRows(raw: Partial<Record<Kind, unknown>>, current: Documents | undefined, faults: Fault[]): Rows {
  const read = <T>(kind: Kind, schema: z.ZodMiniType<T>): Row<T>[] =>
    listOf(raw, kind, current, faults).map((row, index) => readRow(kind, index + 1, row, schema, faults));
  return {
    units: read('units', Unit),
    officers: read('officers', Officer),
    rosters: read('rosters', Roster),
    categories: read('categories', Category),
    calendars: read('calendars', Calendar),
  };
}

/** The rows of the right shape. */
export const valuesOf = <T>(rows: readonly Row<T>[]): T[] =>
  rows.flatMap(({ value }) => (value === undefined ? [] : [value]));

function listOf(
  raw: Partial<Record<Kind, unknown>>,
  kind: Kind,
  current: Documents | undefined,
  faults: Fault[],
): readonly unknown[] {
  const list = raw[kind] ?? current?.[kind];
  if (Array.isArray(list)) return list;
  const first = `${kind} are missing: a first import needs all of ${Kind.options.join(', ')}`;
  faults.push(faultOf(kind, list === undefined ? first : `${kind} ${shown(list)} must be a list of rows`));
  return [];
}

function readRow<T>(kind: Kind, row: number, raw: unknown, schema: z.ZodMiniType<T>, faults: Fault[]): Row<T> {
  const id = textOf(raw, kind === 'rosters' ? 'unit' : 'id') ?? '';
  const shape = { kind, row, id, raw };
  const result = z.safeParse(schema, raw);
  if (result.success) return { ...shape, value: result.data };
  faults.push(...result.error.issues.flatMap((issue) => faultsOfIssue(shape, issue)));
  return shape;
}

function faultsOfIssue(row: Row, issue: z.core.$ZodIssue): Fault[] {
  const paths: Path[] =
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => {
    const given = faultAt(row, path, '').value !== undefined;
    return faultAt(row, path, issueWords(issue, given));
  });
}
