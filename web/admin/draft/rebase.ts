import type { Documents, Kind } from '../../../domain/directory/documents.ts';
import {
  differing,
  type Edit,
  type Edits,
  fieldOf,
  findRow,
  isSame,
  KINDS,
  NO_EDITS,
  type RowOf,
  withRow,
} from './edits.ts';

/** A field that somebody else changed too, otherwise; `field` is empty if the row as a whole was added or taken out. */
export interface Collision {
  kind: Kind;
  id: string;
  field: string;
  mine: unknown;
  theirs: unknown;
}

export interface Rebased {
  edits: Edits;
  collisions: Collision[];
}

/**
 * Puts a working copy upon a newer directory, field by field: what only one side changed is as that side has it. Where
 * both did, the working copy stays as it is and the collision is told.
 */
export function rebased(edits: Edits, base: Documents): Rebased {
  return KINDS.reduce<Rebased>((done, kind) => rebasedKind(done, edits, base, kind), {
    edits: NO_EDITS,
    collisions: [],
  });
}

function rebasedKind<K extends Kind>(done: Rebased, edits: Edits, base: Documents, kind: K): Rebased {
  const own: ReadonlyMap<string, Edit<RowOf<K>>> = edits[kind];
  return [...own].reduce<Rebased>((sum, [id, edit]) => {
    const theirs = findRow(base, kind, id);
    const { row, fields } = merged(edit, theirs);
    const collisions = fields.map((field) => ({
      kind,
      id,
      field,
      mine: field === '' ? edit.is : fieldOf(edit.is, field),
      theirs: field === '' ? theirs : fieldOf(theirs, field),
    }));
    return {
      edits: withRow(sum.edits, base, kind, id, row),
      collisions: [...sum.collisions, ...collisions],
    };
  }, done);
}

/** What a row becomes, and the fields that both sides changed. */
function merged<R extends object>(
  { was, is }: Edit<R>,
  theirs: R | undefined,
): { row: R | undefined; fields: string[] } {
  if (isSame(was, theirs)) return { row: is, fields: [] };
  if (isSame(is, theirs)) return { row: is, fields: [] };
  if (!was || !is || !theirs) return { row: is, fields: [''] };
  const mine = differing(was, is);
  const both = differing(was, theirs).filter(
    (field) => mine.includes(field) && !isSame(fieldOf(is, field), fieldOf(theirs, field)),
  );
  const row = { ...theirs };
  for (const field of mine) Reflect.set(row, field, fieldOf(is, field));
  return { row, fields: both };
}
