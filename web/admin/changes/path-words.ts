import { maybe } from '../../shell/words.ts';
import { unitName } from '../parts/unit-field.tsx';

/** `limits.grid` as 时限 · 网格, `posts[1].unit` as 岗位 2 · 单位. */
export const pathText = (path: string): string =>
  path
    .replace(/\[(\d+)\]/g, (_, index: string) => `.${Number(index) + 1}`)
    .split('.')
    .map((step) => maybe(`admin.field.${step}`) ?? maybe(`level.${step}`) ?? step)
    .join(' · ');

export const roleText = (role: string): string => maybe(`role.${role}`) ?? role;

/** The name of a unit; text that is the id of none stays as it is. */
export const unitText = unitName;
