import type { Box, Point } from '../parts/projection.ts';

export interface Wanted {
  id: string;
  lines: readonly string[];
  at: Point;
  /** Those of more weight are placed first. */
  weight: number;
}
export type Placed = Wanted & { box: Box };

/**
 * Places labels around their points so that none overlaps another or leaves the picture. What finds no room is left out: it
 * is told when the place is pointed at, and in the table. `size` is that of the letters in pixels.
 */
export function placed(labels: readonly Wanted[], size: number, width: number, height: number): Placed[] {
  const done: Placed[] = [];
  for (const label of labels.toSorted((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))) {
    const tries = SHIFTS.map(([across, down]) =>
      boxAround({ x: label.at.x + across * size, y: label.at.y + down * size }, label.lines, size),
    );
    const box = tries.find((own) => isWithin(own, width, height) && !done.some((other) => overlap(own, other.box)));
    if (box) done.push({ ...label, box });
  }
  return done;
}

/** In letters: where it stands, then a little beside it. */
const SHIFTS = [
  [0, 0],
  [0, -1],
  [0, 1],
  [1.5, 0],
  [-1.5, 0],
] as const;

const LINE = 1.28;

function boxAround({ x, y }: Point, lines: readonly string[], size: number): Box {
  const across = (Math.max(...lines.map(lengthOf)) * size) / 2 + 4;
  const down = (lines.length * LINE * size) / 2;
  return { left: x - across, right: x + across, top: y - down, bottom: y + down };
}

/** How long a line is, in letters: a Chinese sign is as wide as it is high, a Latin letter, bold, two thirds of it. */
const lengthOf = (line: string): number =>
  [...line].reduce((length, sign) => length + (sign.charCodeAt(0) < 0x2e80 ? 0.68 : 1), 0);

const isWithin = (box: Box, width: number, height: number): boolean =>
  box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
