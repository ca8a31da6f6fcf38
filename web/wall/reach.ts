import type { Unit } from '../../domain/directory/documents.ts';
import type { MeView } from '../../functions/shell/me-view.ts';
import { places } from '../shell/directory.ts';

/** From the root down to a unit, the unit last. */
export function pathTo(id: string): Unit[] {
  const unit = places.value.units.get(id);
  if (!unit) return [];
  return [...(unit.parent === undefined ? [] : pathTo(unit.parent)), unit];
}

/** Whether somebody with these posts sees the lights of a unit: it is theirs, or below one of theirs. */
export const reaches = (posts: MeView['posts'], id: string): boolean =>
  pathTo(id).some((unit) => posts.some((post) => post.unit === unit.id && post.role !== 'administrator'));

const HEIGHT = ['district', 'township', 'department', 'village', 'grid'];

/** Where somebody begins: the highest of their units. */
export const topUnitOf = (posts: MeView['posts']): string | undefined =>
  posts
    .filter(({ role }) => role !== 'administrator')
    .toSorted((a, b) => HEIGHT.indexOf(a.level) - HEIGHT.indexOf(b.level))[0]?.unit;
