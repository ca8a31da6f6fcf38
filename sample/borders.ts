import { type Point, type Ring, sides } from './geometry.ts';
import type { Random } from './random.ts';

/** Longitude and latitude, with five decimals: about a metre. */
export type Position = [number, number];
/** A closed ring, counter-clockwise, as in GeoJSON. */
export type Boundary = Position[];

/** The middle of the district: Shawan town on the Dadu. */
const middle: Position = [103.55, 29.41];
const kmPerDegree = 111.32;
const bend = 0.09;
const shortest = 0.25;

const round = (value: number) => Math.round(value * 1e5) / 1e5;
const toPosition = ([x, y]: Point): Position => [
  round(middle[0] + x / (kmPerDegree * Math.cos((middle[1] * Math.PI) / 180))),
  round(middle[1] + y / kmPerDegree),
];

/**
 * Makes borders of rings that were cut out of each other: where a corner of one lies on a side of another, both get
 * it; then every side is bent once, the same for both neighbours. So no two borders ever overlap or leave a gap.
 */
export function borders(corners: readonly Point[], random: Random): (ring: Ring) => Boundary {
  const bends = new Map<string, Position[]>();

  const between = (from: Position, to: Position): Position[] => {
    const forward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
    const [a, b] = forward ? [from, to] : [to, from];
    const key = `${a} ${b}`;
    const known = bends.get(key) ?? bent(a, b, random);
    bends.set(key, known);
    return known;
  };

  return (ring) => {
    const exact = sides(ring).flatMap(([from, to]) => onSide(corners, from, to).map(toPosition));
    const distinct = exact.filter((position, i) => `${position}` !== `${exact.at(i - 1)}`);
    const open = distinct.flatMap((from, i) => {
      const to = distinct[(i + 1) % distinct.length] ?? from;
      return [from, ...between(from, to)];
    });
    return [...open, ...open.slice(0, 1)];
  };
}

/** The corners on a side, from its start until before its end, in order. */
function onSide(corners: readonly Point[], from: Point, to: Point): Point[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const along = (p: Point) => ((p[0] - from[0]) * dx + (p[1] - from[1]) * dy) / length;
  const aside = (p: Point) => Math.abs((p[0] - from[0]) * dy - (p[1] - from[1]) * dx) / length;
  const near = 1e-9;
  const inside = corners.filter((p) => aside(p) < near && along(p) > near && along(p) < length - near);
  return [from, ...inside.toSorted((p, q) => along(p) - along(q))];
}

/** A point beside the middle of a side, or none if the side is short. */
function bent(a: Position, b: Position, random: Random): Position[] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const aside = random.between(-bend, bend);
  const along = random.between(0.35, 0.65);
  if (Math.hypot(dx, dy) * kmPerDegree < shortest) return [];
  return [[round(a[0] + along * dx - aside * dy), round(a[1] + along * dy + aside * dx)]];
}
