import type { Wall } from '../../functions/shell/list-messages.ts';
import { lineOf } from '../shell/directory.ts';
import type { Row } from './counts.ts';

/** What the page shows of a unit. */
export interface Shown {
  self: Row;
  /** The units directly below it. */
  next: Row[];
  /** All units below it. */
  below: Row[];
  attention: Wall['attention'];
}

/**
 * The part of the lights that is about one unit. What was told of a unit above it is enough: whoever goes down sees it at
 * once. Undefined if nothing was told of it yet.
 */
export function shownOf({ rows, attention }: Wall, unit: string): Shown | undefined {
  const self = rows.find((row) => row.unit === unit);
  if (!self) return undefined;
  const within = new Set([unit]);
  // Rows come from the top down.
  for (const row of rows) if (row.parent !== null && within.has(row.parent)) within.add(row.unit);
  return {
    self,
    next: rows
      .filter(({ parent }) => parent === unit)
      // What has ground first, then the departments.
      .toSorted((a, b) => Number(a.level === 'department') - Number(b.level === 'department')),
    below: rows.filter((row) => row.unit !== unit && within.has(row.unit)),
    attention: attention.filter(({ holder }) => lineOf(holder).some(({ id }) => id === unit)),
  };
}
