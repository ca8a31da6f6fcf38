import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Unit } from '../../../domain/directory/documents.ts';
import {
  areaOf,
  gridAt,
  gridNear,
  MOST_METRES_AWAY,
  nearestGrid,
  type Position,
} from '../../../domain/directory/geometry.ts';

type Corner = [number, number];
type Grid = Unit & { boundary: Corner[] };
const grid = (id: string, ring: readonly Corner[]): Grid => ({
  id,
  name: id,
  level: 'grid',
  boundary: [...ring, ring[0] ?? [0, 0]],
});

const [WEST, SOUTH, SIZE] = [103.5, 29.4, 0.1];
const within = fc.double({ min: 0, max: 1, noNaN: true });
const at = (x: number, y: number): Corner => [WEST + x * SIZE, SOUTH + y * SIZE];
const between = ([ax, ay]: Corner, [bx, by]: Corner, share: number): Corner => [
  ax + (bx - ax) * share,
  ay + (by - ay) * share,
];

/**
 * A square cut into crooked quadrilaterals, called in any order; some have a corner in the middle of a side where their
 * neighbour has none, as borders drawn by two hands do.
 */
const partition = fc
  .record({
    columns: fc.integer({ min: 1, max: 5 }),
    rows: fc.integer({ min: 1, max: 5 }),
    bends: fc.array(fc.double({ min: -0.35, max: 0.35, noNaN: true }), { minLength: 72, maxLength: 72 }),
    middles: fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
    names: fc.shuffledSubarray([...Array(25).keys()], { minLength: 25 }),
  })
  .map(({ columns, rows, bends, middles, names }): Grid[] => {
    const corner = (column: number, row: number): Corner => {
      const bend = (index: number, edge: boolean) => (edge ? 0 : (bends[index] ?? 0));
      const index = 2 * (row * 6 + column);
      return at(
        (column + bend(index, column === 0 || column === columns)) / columns,
        (row + bend(index + 1, row === 0 || row === rows)) / rows,
      );
    };
    return Array.from({ length: columns * rows }, (_, cell) => {
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      const ring = [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)];
      const drawn = middles[cell]
        ? ring.flatMap((own, index) => [own, between(own, ring[(index + 1) % 4] ?? own, 0.5)])
        : ring;
      return grid(`g${names[cell]}`, drawn);
    });
  });

const sidesOf = ({ boundary }: Grid): [Corner, Corner][] =>
  boundary.slice(1).map((to, index) => [boundary[index] ?? to, to]);

/** By the angles under which a point sees a ring, which is another way than the one under test. */
function sees({ boundary }: Grid, [x, y]: Position): boolean {
  const angle = ([px, py]: Corner) => Math.atan2(py - y, px - x);
  const turned = boundary.slice(1).reduce((sum, to, index) => {
    const step = angle(to) - angle(boundary[index] ?? to);
    return sum + step - 2 * Math.PI * Math.round(step / (2 * Math.PI));
  }, 0);
  return Math.abs(turned) > Math.PI;
}

function degreesFrom(own: Grid, [x, y]: Position): number {
  const all = sidesOf(own).map(([[ax, ay], [bx, by]]) => {
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    return Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y);
  });
  return Math.min(...all);
}

/** Of several that have a point, the smallest, then the smaller id. */
const first = (grids: readonly Grid[]): string | undefined =>
  grids.toSorted((a, b) => areaOf(a.boundary) - areaOf(b.boundary) || (a.id < b.id ? -1 : 1))[0]?.id;

/** The same borders drawn from another corner, the other way round. */
const redrawn = (own: Grid, from: number): Grid => {
  const ring = own.boundary.slice(1);
  const turned = [...ring.slice(from % ring.length), ...ring.slice(0, from % ring.length)];
  return grid(own.id, turned.toReversed());
};

describe('of a square that is cut into grids', () => {
  let points = 0;

  test('every point within is in exactly one, the one that has it all around', () => {
    fc.assert(
      fc.property(partition, within, within, (grids, x, y) => {
        const here = at(x, y);
        points += 1;
        const own = gridAt(grids, here);
        expect(own).toBeDefined();
        if (grids.every((one) => degreesFrom(one, here) > 1e-8))
          expect(grids.filter((one) => sees(one, here)).map(({ id }) => id)).toEqual([own?.id]);
      }),
      { numRuns: 5_000 },
    );
    console.log(`${points} points in random partitions`);
  });

  test('every point of a border is in one of those that share it, the same whatever the order and whoever drew it', () => {
    fc.assert(
      fc.property(partition, fc.nat(), fc.nat(), fc.option(within), (grids, which, side, share) => {
        const own = grids[which % grids.length];
        const ends = own && sidesOf(own)[side % sidesOf(own).length];
        if (!ends) return;
        // A corner, or anywhere on a side.
        const here = share === null ? ends[0] : between(...ends, share);
        const found = gridAt(grids, here)?.id;
        expect(found).toBe(first(grids.filter((one) => degreesFrom(one, here) <= 1e-9)));
        expect(gridAt(grids.toReversed(), here)?.id).toBe(found);
        expect(
          gridAt(
            grids.map((one) => redrawn(one, side)),
            here,
          )?.id,
        ).toBe(found);
      }),
      { numRuns: 5_000 },
    );
  });

  test('a compound drawn over the grids has all that lies in it, and takes nothing else', () => {
    const place = fc.double({ min: 0.1, max: 0.85, noNaN: true });
    fc.assert(
      fc.property(partition, place, place, within, within, (grids, west, south, x, y) => {
        const [w, e, s, n] = [west, west + 0.03, south, south + 0.03];
        const compound = grid('z', [at(w, s), at(e, s), at(e, n), at(w, n)]);
        const all = [compound, ...grids];
        // Cells of the finest partition are larger.
        expect(gridAt(all, at(w + 0.03 * x, s + 0.03 * y))?.id).toBe('z');
        const elsewhere = at(x, y);
        if (!sees(compound, elsewhere) && degreesFrom(compound, elsewhere) > 1e-8)
          expect(gridAt(all, elsewhere)?.id).toBe(gridAt(grids, elsewhere)?.id);
      }),
      { numRuns: 2_000 },
    );
  });

  test(`a point outside is in the nearest one up to ${MOST_METRES_AWAY} m, and in none beyond`, () => {
    const outside = fc.double({ min: 1e-4, max: 0.02, noNaN: true });
    fc.assert(
      fc.property(partition, within, outside, fc.boolean(), (grids, along, off, isEast) => {
        const here = isEast ? at(1 + off, along) : at(along, -off);
        const near = nearestGrid(grids, here);
        const metres = off * SIZE * 111_195 * (isEast ? Math.cos((here[1] * Math.PI) / 180) : 1);
        expect(near?.metres).toBeCloseTo(metres, 1);
        expect(gridAt(grids, here)).toBeUndefined();
        expect(gridNear(grids, here)?.id).toBe(metres <= MOST_METRES_AWAY ? near?.grid.id : undefined);
        expect(nearestGrid(grids.toReversed(), here)?.grid.id).toBe(near?.grid.id);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('rings that are no good', () => {
  const around = grid('around', [at(0, 0), at(1, 0), at(1, 1), at(0, 1)]);

  test.each([
    ['a point', [at(0.5, 0.5), at(0.5, 0.5), at(0.5, 0.5)]],
    ['a line there and back', [at(0.2, 0.2), at(0.8, 0.8), at(0.2, 0.2), at(0.5, 0.5)]],
  ])('%s has nothing in it, and takes nothing from others', (_, ring) => {
    const flat = grid('a', ring);
    expect(areaOf(flat.boundary)).toBe(0);
    expect(gridAt([flat, around], at(0.5, 0.5))?.id).toBe('around');
    expect(gridAt([flat], at(0.5, 0.5))).toBeUndefined();
    expect(nearestGrid([flat], at(0.5, 0.5))).toBeUndefined();
  });

  test('a corner named twice changes nothing', () => {
    const twice = grid('a', [at(0, 0), at(0, 0), at(1, 0), at(1, 1), at(1, 1), at(0, 1)]);
    expect(areaOf(twice.boundary)).toBe(areaOf(around.boundary));
    for (const here of [at(0, 0), at(0.5, 0.5), at(1, 0.5)]) expect(gridAt([twice], here)?.id).toBe('a');
  });

  test('a hole that the ring goes into and out of by one line is outside, and its edge inside', () => {
    const [hole, bridge] = [[at(0.4, 0.4), at(0.4, 0.6), at(0.6, 0.6), at(0.6, 0.4), at(0.4, 0.4)], at(0, 0)];
    const ring = grid('ring', [bridge, ...hole, bridge, at(1, 0), at(1, 1), at(0, 1)]);
    expect(gridAt([ring], at(0.5, 0.5))).toBeUndefined();
    for (const here of [at(0.4, 0.5), at(0.2, 0.2), at(0.1, 0.3), at(0.3, 0.1), at(0.9, 0.9)])
      expect(gridAt([ring], here)?.id).toBe('ring');
  });
});
