import { calendarFaults } from './calendar-rules.ts';
import { categoryFaults } from './category-rules.ts';
import type { Documents, Kind } from './documents.ts';
import { clashFaults } from './duty-clashes.ts';
import { dutyFaults } from './duty-rules.ts';
import type { Fault } from './fault.ts';
import { keyFaults } from './key-rules.ts';
import { peopleFaults } from './people-rules.ts';
import { readRows, valuesOf } from './rows.ts';
import { treeFaults } from './tree-rules.ts';

export { Fault } from './fault.ts';

export type Reading = { ok: true; documents: Documents } | { ok: false; faults: Fault[] };

const rules = [keyFaults, treeFaults, peopleFaults, dutyFaults, categoryFaults, calendarFaults];

/**
 * Reads a directory and checks it as a whole; kinds that are not given stay as in `current`. Refused whole, with every
 * fault of every row at once, by kind and row. Rules see a row of the wrong shape as existing, so that one mistake is
 * not told again by every row that refers to it.
 */
export function readDocuments(raw: Partial<Record<Kind, unknown>>, current?: Documents): Reading {
  const faults: Fault[] = [];
  const rows = readRows(raw, current, faults);
  // Rules over a kind that is not there at all would blame every row that refers to it.
  const whole = faults.every(({ row }) => row > 0);
  if (whole) faults.push(...rules.flatMap((rule) => rule(rows)));
  if (faults.length > 0) return { ok: false, faults: inOrder(faults) };
  const documents: Documents = {
    units: valuesOf(rows.units),
    officers: valuesOf(rows.officers),
    rosters: valuesOf(rows.rosters),
    categories: valuesOf(rows.categories),
    calendars: valuesOf(rows.calendars),
  };
  const clashes = clashFaults(rows, documents);
  return clashes.length > 0 ? { ok: false, faults: clashes } : { ok: true, documents };
}

const order: Record<Kind, number> = { units: 0, officers: 1, rosters: 2, categories: 3, calendars: 4 };

const inOrder = (faults: readonly Fault[]): Fault[] =>
  faults.toSorted((a, b) => order[a.kind] - order[b.kind] || a.row - b.row);
