import type { Documents } from './documents.ts';
import type { Fault } from './fault.ts';

/** A directory without an administrator could never be changed again. */
export function lockOutFaults({ officers }: Documents): Fault[] {
  if (officers.some(({ posts }) => posts.some((post) => post.role === 'administrator'))) return [];
  const message = 'nobody would administer this directory; give one officer a post with the role administrator';
  return [{ kind: 'officers', row: 0, id: '', path: '', message }];
}

/** Open cases are filed under the line of their holder, so a unit stays where it is: retire it and add another. */
export function moveFaults(before: Documents | undefined, after: Documents): Fault[] {
  const was = new Map(before?.units.map((unit) => [unit.id, unit]));
  return after.units.flatMap(({ id, parent, level }, index) => {
    const old = was.get(id);
    if (!old || (old.parent === parent && old.level === level)) return [];
    const message = `${id} was a ${old.level} of ${old.parent ?? 'nothing'} and holds cases there; retire it and add a new unit`;
    return [{ kind: 'units' as const, row: index + 1, id, path: old.parent === parent ? 'level' : 'parent', message }];
  });
}

/**
 * Units and categories that cases may name are never taken out, or those cases could not be read any more: they are
 * marked `retired` instead. Answers a fault for each that is missing.
 */
export function removalFaults(before: Documents | undefined, after: Documents): Fault[] {
  return (['units', 'categories'] as const).flatMap((kind) => {
    const kept = new Set(after[kind].map((row) => row.id));
    return (before?.[kind] ?? [])
      .filter((row) => !kept.has(row.id))
      .map((row) => ({
        kind,
        row: 0,
        id: row.id,
        path: 'id',
        message: `${row.id} was taken out, and cases may name it; keep it and set "retired": true`,
      }));
  });
}
