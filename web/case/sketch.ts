import type { Unit } from '../../domain/directory/documents.ts';

type Position = readonly [longitude: number, latitude: number];
type Ring = readonly Position[];

/** A view of some ground: how positions come to lie on it. Its height is 100, `y` goes down. */
export interface Sketch {
  width: number;
  at(position: Position): [x: number, y: number];
}

const HEIGHT = 100;
const AROUND = 0.35;

/** Ground around some positions, with room about them. Degrees of longitude are as short as they are there. */
export function sketchOf(positions: readonly Position[]): Sketch | undefined {
  if (positions.length === 0) return undefined;
  const [west, east] = rangeOf(positions.map(([longitude]) => longitude));
  const [south, north] = rangeOf(positions.map(([, latitude]) => latitude));
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = HEIGHT / (north - south);
  return {
    width: (east - west) * squeeze * scale,
    at: ([longitude, latitude]) => [(longitude - west) * squeeze * scale, (north - latitude) * scale],
  };
}

/** The range of some degrees with room about it; never empty. */
function rangeOf(degrees: readonly number[]): [number, number] {
  const [from, to] = [Math.min(...degrees), Math.max(...degrees)];
  const room = Math.max((to - from) * AROUND, 0.001);
  return [from - room, to + room];
}

const text = (value: number): string => value.toFixed(1);

export const pathOf = (ring: Ring, { at }: Sketch): string =>
  `M${ring.map((position) => at(position).map(text).join(' ')).join('L')}Z`;

/** The middle of a ring's corners, for its name. */
export function middleOf(ring: Ring, { at }: Sketch): [number, number] {
  const corners = ring.map(at);
  const sum = (axis: 0 | 1): number => corners.reduce((all, corner) => all + corner[axis], 0) / corners.length;
  return [sum(0), sum(1)];
}

/** Grids in service whose boundary reaches into the sketch. */
export function gridsWithin(units: Iterable<Unit>, sketch: Sketch): (Unit & { boundary: Ring })[] {
  const isInside = (position: Position): boolean => {
    const [x, y] = sketch.at(position);
    return x >= 0 && x <= sketch.width && y >= 0 && y <= HEIGHT;
  };
  return [...units].flatMap((unit) => {
    const { boundary, level, retired } = unit;
    return boundary && level === 'grid' && !retired && boundary.some(isInside) ? [{ ...unit, boundary }] : [];
  });
}
