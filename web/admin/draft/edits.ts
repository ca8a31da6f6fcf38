import type { Documents, Kind } from '../../../domain/directory/documents.ts';

export const KINDS = ['units', 'officers', 'categories', 'calendars', 'rosters'] as const satisfies readonly Kind[];
export type RowOf<K extends Kind> = Documents[K][number];
/** What one row was in the directory in force, and is in the working copy; undefined where it does not stand. */
export interface Edit<R> {
  was?: R | undefined;
  is?: R | undefined;
}
/** A working copy: the rows that differ from the directory in force, by kind and id. */
export type Edits = { readonly [K in Kind]: ReadonlyMap<string, Edit<RowOf<K>>> };

export const NO_EDITS: Edits = {
  units: new Map(),
  officers: new Map(),
  categories: new Map(),
  calendars: new Map(),
  rosters: new Map(),
};

/** A roster is known by its unit. */
export const idOf = (row: { id: string } | { unit: string }): string => ('id' in row ? row.id : row.unit);

/** Whether two values are the same document, whatever the order of their fields. */
export const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const canonical = (value: unknown): string | undefined => JSON.stringify(value, sorted);
const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Sets a row in the working copy, or takes it out by undefined. What is as in force again is no edit any more. */
export function withRow<K extends Kind>(
  edits: Edits,
  base: Documents,
  kind: K,
  id: string,
  is: RowOf<K> | undefined,
): Edits {
  const was = findRow(base, kind, id);
  const own = new Map<string, Edit<RowOf<K>>>(edits[kind]);
  if (isSame(was, is)) own.delete(id);
  else own.set(id, { was, is });
  return { ...edits, [kind]: own };
}

export function findRow<K extends Kind>(documents: Documents, kind: K, id: string): RowOf<K> | undefined {
  const rows: readonly RowOf<K>[] = documents[kind];
  return rows.find((row) => idOf(row) === id);
}

/** The rows of a kind as the working copy has them: in the order in force, new ones last. */
export function rowsWith<K extends Kind>(base: Documents, edits: Edits, kind: K): RowOf<K>[] {
  const rows: readonly RowOf<K>[] = base[kind];
  const own: ReadonlyMap<string, Edit<RowOf<K>>> = edits[kind];
  const known = rows.flatMap((row) => listOf(own.has(idOf(row)) ? own.get(idOf(row))?.is : row));
  const added = [...own.values()].flatMap(({ was, is }) => (was === undefined ? listOf(is) : []));
  return [...known, ...added];
}
const listOf = <R>(row: R | undefined): R[] => (row === undefined ? [] : [row]);

export const documentsWith = (base: Documents, edits: Edits): Documents => ({
  units: rowsWith(base, edits, 'units'),
  officers: rowsWith(base, edits, 'officers'),
  rosters: rowsWith(base, edits, 'rosters'),
  categories: rowsWith(base, edits, 'categories'),
  calendars: rowsWith(base, edits, 'calendars'),
});

/** One line of the list of what is not applied. */
export interface EditLine {
  kind: Kind;
  id: string;
  what: 'added' | 'changed' | 'removed';
  was: object | undefined;
  is: object | undefined;
  /** The fields that differ, if it changed. */
  fields: string[];
}

export const linesOf = (edits: Edits): EditLine[] =>
  KINDS.flatMap((kind) =>
    [...edits[kind]].map(([id, { was, is }]: [string, Edit<object>]) => ({
      kind,
      id,
      what: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed',
      was,
      is,
      fields: was && is ? differing(was, is) : [],
    })),
  );

export const fieldOf = (row: object | undefined, name: string): unknown => (row ? Reflect.get(row, name) : undefined);

export const differing = (a: object, b: object): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !isSame(fieldOf(a, name), fieldOf(b, name)));
