import type { Unit } from './documents.ts';
import { type Fault, faultAt, faultOf, type Row, textOf } from './fault.ts';
import { areaOf } from './geometry.ts';
import { levelAbove } from './level-above.ts';
import type { Rows } from './rows.ts';

/** One district at the root; every other unit under a known unit of the level above; no circles; closed boundaries. */
export function treeFaults({ units }: Rows): Fault[] {
  const byId = new Map(units.filter(({ id }) => id !== '').map((row) => [row.id, row]));
  return [
    ...rootFaults(units),
    ...units.flatMap((row) => (row.value ? parentFaults(row, row.value, byId) : [])),
    ...circleFaults(units, byId),
    ...units.flatMap((row) => (row.value ? boundaryFaults(row, row.value) : [])),
  ];
}

function rootFaults(units: readonly Row<Unit>[]): Fault[] {
  const [first, ...others] = units.filter((row) => textOf(row.raw, 'level') === 'district');
  if (!first) return [faultOf('units', 'no unit of level district: give exactly one, the root of the tree')];
  return others.map((row) =>
    faultAt(row, ['level'], `is a second root beside "${first.id}": a directory holds exactly one district`),
  );
}

function parentFaults(row: Row<Unit>, unit: Unit, byId: Map<string, Row<Unit>>): Fault[] {
  const above = levelAbove[unit.level];
  const at = (words: string) => [faultAt(row, ['parent'], words)];
  if (above === undefined) return unit.parent === undefined ? [] : at('must be left out: the district is the root');
  if (unit.parent === undefined) return at(`is missing: name the ${above} that this ${unit.level} belongs to`);
  const parent = byId.get(unit.parent);
  if (!parent) return at(`is not a unit: add it, or name a ${above} that exists`);
  const level = textOf(parent.raw, 'level');
  return level === above ? [] : at(`is a ${level}: a ${unit.level} stands under a ${above}, name one`);
}

/** One fault for each circle, at the row on it that is met first. */
function circleFaults(units: readonly Row<Unit>[], byId: Map<string, Row<Unit>>): Fault[] {
  const settled = new Set<string>();
  return units.flatMap((row) => {
    const trail = new Map<string, Row<Unit>>();
    let at: Row<Unit> | undefined = row;
    while (at && !settled.has(at.id) && !trail.has(at.id)) {
      trail.set(at.id, at);
      at = byId.get(textOf(at.raw, 'parent') ?? '');
    }
    for (const id of trail.keys()) settled.add(id);
    return at && trail.has(at.id) ? [circleFault(at, [...trail.keys()])] : [];
  });
}

function circleFault(row: Row<Unit>, trail: readonly string[]): Fault {
  const circle = [...trail.slice(trail.indexOf(row.id)), row.id].join(' → ');
  return faultAt(row, ['parent'], `makes a circle (${circle}): correct one of these parents`);
}

function boundaryFaults(row: Row<Unit>, { boundary }: Unit): Fault[] {
  const [first, last] = [boundary?.[0], boundary?.at(-1)];
  if (!boundary) return [];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    return [faultAt(row, ['boundary', boundary.length - 1], 'does not close the ring: repeat the first position here')];
  }
  return areaOf(boundary) > 0 ? [] : [faultAt(row, ['boundary'], 'encloses nothing: draw a ring around the unit')];
}
