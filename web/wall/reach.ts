import type { MeView } from '../../functions/shell/me-view.ts';
import { lineOf } from '../shell/directory.ts';

type Posts = MeView['posts'];

/** Whether somebody who works in these posts sees the lights of a unit: it is theirs, or below one of theirs. */
export const reaches = (posts: Posts, id: string): boolean =>
  lineOf(id).some((unit) => posts.some((post) => post.unit === unit.id));

const HEIGHT = ['district', 'township', 'department', 'village', 'grid'];

/** Where somebody begins: the highest of their units. */
export const topUnitOf = (posts: Posts): string | undefined =>
  posts.toSorted((a, b) => HEIGHT.indexOf(a.level) - HEIGHT.indexOf(b.level))[0]?.unit;
