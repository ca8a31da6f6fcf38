import type { Unit } from './documents.ts';

/** Longitude and latitude in WGS 84. */
export type Position = readonly [longitude: number, latitude: number];
type Territory = Pick<Unit, 'id' | 'level' | 'retired' | 'boundary'>;

/**
 * The grid in service in which a position lies, its border included. Where several have it, as they share a border or one was
 * drawn over another, it is in the smallest, so that a compound drawn over the grid around it has what lies in it; of those of one
 * size, in that with the smaller id. A ring that encloses nothing has nothing in it. Undefined when it lies in none.
 */
export const gridAt = <U extends Territory>(units: readonly U[], at: Position): U | undefined =>
  grids(units)
    .filter(({ boundary = [] }) => isInside(boundary, at))
    .toSorted((a, b) => areaOf(a.boundary ?? []) - areaOf(b.boundary ?? []))[0];

/** So far off every grid, in metres, a position still counts as in the nearest: telephones are no better, nor are borders drawn so. */
export const MOST_METRES_AWAY = 300;

/** The grid at a position, or the nearest one if that is not far; undefined when all are. */
export function gridNear<U extends Territory>(units: readonly U[], at: Position): U | undefined {
  const nearest = nearestGrid(units, at);
  return nearest && nearest.metres <= MOST_METRES_AWAY ? nearest.grid : undefined;
}

/** The grid in service that is nearest to a position, and how far away it is, 0 inside; undefined when none has a boundary. */
export function nearestGrid<U extends Territory>(
  units: readonly U[],
  at: Position,
): { grid: U; metres: number } | undefined {
  const inside = gridAt(units, at);
  if (inside) return { grid: inside, metres: 0 };
  return grids(units)
    .map((grid) => ({ grid, metres: Math.min(...sides(grid.boundary ?? []).map((side) => metresTo(side, at))) }))
    .reduce<{ grid: U; metres: number } | undefined>(
      (nearest, own) => (nearest && nearest.metres <= own.metres ? nearest : own),
      undefined,
    );
}

/** In the order of their ids. */
const grids = <U extends Territory>(units: readonly U[]): U[] =>
  units
    .filter(({ level, retired, boundary = [] }) => level === 'grid' && !retired && areaOf(boundary) > 0)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

type Side = readonly [from: Position, to: Position];

/** The sides of a closed ring. Each points east, so that two rings that share one reckon it alike. */
function sides(ring: readonly Position[]): Side[] {
  const all: Side[] = [];
  for (const [index, to] of ring.entries()) {
    const from = ring[index - 1] ?? ring.at(-1) ?? to;
    all.push(from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]) ? [from, to] : [to, from]);
  }
  return all;
}

/** What a ring encloses, in whole 1e-12 square degrees, some square decimetres: so rounding tells no two alike apart. */
export function areaOf(ring: readonly Position[]): number {
  const [origin = [0, 0]] = ring;
  const twice = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[index + 1] ?? origin;
    return sum + (x - origin[0]) * (nextY - origin[1]) - (nextX - origin[0]) * (y - origin[1]);
  }, 0);
  return Math.round((Math.abs(twice) / 2) * 1e12);
}

/** By how many sides lie below it: an odd number means inside. */
function isInside(ring: readonly Position[], at: Position): boolean {
  const all = sides(ring);
  if (all.some((side) => degreesTo(side, at, 1) <= BORDER)) return true;
  const below = all.filter(([from, to]) => from[0] <= at[0] && at[0] < to[0] && isAbove(at, [from, to]));
  return below.length % 2 === 1;
}

/** A tenth of a millimetre: what rounding may take a point off the border that it lies on. */
const BORDER = 1e-9;

const isAbove = (at: Position, [from, to]: Side): boolean =>
  (to[0] - from[0]) * (at[1] - from[1]) > (at[0] - from[0]) * (to[1] - from[1]);

const METRES_PER_DEGREE = 111_195;
const metresTo = (side: Side, at: Position): number =>
  degreesTo(side, at, Math.cos((at[1] * Math.PI) / 180)) * METRES_PER_DEGREE;

/** The distance to a side in degrees of latitude; one of longitude counts as `width` of them. */
function degreesTo([from, to]: Side, at: Position, width: number): number {
  const [x, y] = [(to[0] - from[0]) * width, to[1] - from[1]];
  const [px, py] = [(at[0] - from[0]) * width, at[1] - from[1]];
  const length = x * x + y * y;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * x + py * y) / length));
  return Math.hypot(px - along * x, py - along * y);
}

/** The distance between two positions as near as neighbours are. */
export const metresBetween = (a: Position, b: Position): number =>
  Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]) * METRES_PER_DEGREE;

/** The grids in service that a circle around a position touches, as eight points of its edge tell it. */
export function gridsAround<U extends Territory>(units: readonly U[], at: Position, metres: number): U[] {
  const [high, wide] = [metres / METRES_PER_DEGREE, metres / METRES_PER_DEGREE / Math.cos((at[1] * Math.PI) / 180)];
  const edge = Array.from({ length: 8 }, (_, eighth): Position => {
    const angle = (eighth * Math.PI) / 4;
    return [at[0] + wide * Math.cos(angle), at[1] + high * Math.sin(angle)];
  });
  return [...new Set([at, ...edge].flatMap((point) => gridAt(units, point) ?? []))];
}
