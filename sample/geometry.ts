import type { Random } from './random.ts';

/** A point of the plane, in km east and north of the district's middle. */
export type Point = readonly [number, number];
/** An open ring, counter-clockwise; the last point joins the first. */
export type Ring = readonly Point[];
/** What wants a share of an area: as large as its weight, near its place. */
export interface Seat {
  at: Point;
  weight: number;
}

const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1];
const cross = (a: Point, b: Point) => a[0] * b[1] - a[1] * b[0];

/** The sides of a ring, in order. */
export const sides = (ring: Ring): [Point, Point][] =>
  ring.flatMap((from, i) => {
    const to = ring[(i + 1) % ring.length];
    return to === undefined ? [] : [[from, to]];
  });

/** The area of a ring, in the square of its unit. */
export const area = (ring: Ring): number => sides(ring).reduce((sum, [a, b]) => sum + cross(a, b), 0) / 2;

/** A convex ring of about the given half axes, its corners at uneven angles. */
export function outline(halfWidth: number, halfHeight: number, random: Random): Ring {
  const corners = 14;
  return Array.from({ length: corners }, (_, i) => {
    const angle = ((i + random.between(0.15, 0.85)) / corners) * 2 * Math.PI;
    return [halfWidth * Math.cos(angle), halfHeight * Math.sin(angle)];
  });
}

/** Cuts a convex ring along `normal · p = offset` into the part below and the part above. */
function cut(ring: Ring, normal: Point, offset: number): [Ring, Ring] {
  const below: Point[] = [];
  const above: Point[] = [];
  for (const [from, to] of sides(ring)) {
    const start = dot(normal, from) - offset;
    const end = dot(normal, to) - offset;
    (start < 0 ? below : above).push(from);
    if (start < 0 === end < 0) continue;
    const t = start / (start - end);
    const crossing: Point = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    below.push(crossing);
    above.push(crossing);
  }
  return [below, above];
}

/** The cut across `normal` that leaves the given share of the area below it. */
function cutShare(ring: Ring, normal: Point, share: number): [Ring, Ring] {
  const along = ring.map((point) => dot(normal, point));
  let low = Math.min(...along);
  let high = Math.max(...along);
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    const tooMuch = area(cut(ring, normal, middle)[0]) > share * area(ring);
    low = tooMuch ? low : middle;
    high = tooMuch ? middle : high;
  }
  return cut(ring, normal, (low + high) / 2);
}

/** The direction in which a ring is longest, turned a little, of length one. */
function lengthwise(ring: Ring, random: Random): Point {
  const spans = ring.flatMap((a) => ring.map((b) => minus(b, a)));
  const [x, y] = spans.reduce((longest, span) => (dot(span, span) > dot(longest, longest) ? span : longest));
  const angle = Math.atan2(y, x) + random.between(-0.2, 0.2);
  return [Math.cos(angle), Math.sin(angle)];
}

const weigh = (seats: readonly Seat[]) => seats.reduce((sum, seat) => sum + seat.weight, 0);

/**
 * Divides a convex ring among seats: across its length again and again, half of the seats on each side, in the order
 * of their places. Every part is convex; together they are the ring.
 */
export function divide<T extends Seat>(ring: Ring, seats: readonly T[], random: Random): Map<T, Ring> {
  const [only] = seats;
  if (only !== undefined && seats.length === 1) return new Map([[only, ring]]);
  const normal = lengthwise(ring, random);
  const sorted = seats.toSorted((a, b) => dot(normal, a.at) - dot(normal, b.at));
  const first = sorted.slice(0, sorted.length >> 1);
  const second = sorted.slice(sorted.length >> 1);
  const [below, above] = cutShare(ring, normal, weigh(first) / weigh(seats));
  return new Map([...divide(below, first, random), ...divide(above, second, random)]);
}
