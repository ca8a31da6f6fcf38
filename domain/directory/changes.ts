import * as z from 'zod/mini';
import { type Documents, Kind } from './documents.ts';

/** What became of one row; `fields` are those of its own fields that differ, if it changed. A roster's id is its unit. */
export const Change = z.strictObject({
  kind: Kind,
  id: z.string(),
  what: z.enum(['added', 'changed', 'removed']),
  fields: z.optional(z.array(z.string())),
});
export type Change = z.infer<typeof Change>;

type Fields = Record<string, unknown>;
type Index = Map<string, Fields>;

/** Every row that differs, by kind, in the order of the new document, removals last. Both must have been parsed. */
export function changes(before: Documents | undefined, after: Documents): Change[] {
  return Kind.options.flatMap((kind) => changesOf(kind, indexOf(before, kind), indexOf(after, kind)));
}

function changesOf(kind: Kind, before: Index, after: Index): Change[] {
  const now = [...after].flatMap(([id, row]): Change[] => {
    const old = before.get(id);
    if (!old) return [{ kind, id, what: 'added' }];
    const fields = differing(old, row);
    return fields.length > 0 ? [{ kind, id, what: 'changed', fields }] : [];
  });
  const gone = [...before.keys()].filter((id) => !after.has(id));
  return [...now, ...gone.map((id): Change => ({ kind, id, what: 'removed' }))];
}

/** Parsed rows have their keys in the order of the schema, so that equal ones print alike. */
const differing = (a: Fields, b: Fields): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  );

function indexOf(documents: Documents | undefined, kind: Kind): Index {
  const rows: readonly ({ id: string } | { unit: string })[] = documents?.[kind] ?? [];
  return new Map(rows.map((row) => ['id' in row ? row.id : row.unit, { ...row }]));
}
