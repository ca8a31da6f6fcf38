import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Unit } from '../../../domain/directory/documents.ts';
import { gridAt, nearestGrid } from '../../../domain/directory/geometry.ts';
import { sampleDocuments } from '../../../sample/directory.ts';

type Corner = [number, number];
const square = (west: number, south: number, size = 1): Corner[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const grid = (id: string, boundary: Corner[], over: Partial<Unit> = {}): Unit => ({
  id,
  name: id,
  level: 'grid',
  boundary,
  ...over,
});

const WEST = grid('b-west', square(0, 0));
const EAST = grid('a-east', square(1, 0));
const L_SHAPED = grid('l', [
  [10, 0],
  [13, 0],
  [13, 1],
  [11, 1],
  [11, 3],
  [10, 3],
  [10, 0],
]);
const UNITS = [WEST, EAST, L_SHAPED, grid('gone', square(5, 5), { retired: true })];

describe('the grid of a position', () => {
  test.each([
    ['the middle', [0.5, 0.5], 'b-west'],
    ['a border that two share: the smaller id', [1, 0.5], 'a-east'],
    ['a corner', [0, 0], 'b-west'],
    ['a corner that two share', [1, 1], 'a-east'],
    ['within an angle', [10.5, 2.5], 'l'],
    ['in front of an angle', [12, 2], undefined],
    ['on the inner corner of an angle', [11, 1], 'l'],
    ['level with a corner, outside', [-1, 1], undefined],
    ['in a grid that is retired', [5.5, 5.5], undefined],
    ['nowhere', [100, 80], undefined],
  ] as const)('%s', (_, at, id) => {
    expect(gridAt(UNITS, at)?.id).toBe(id);
    expect(gridAt(UNITS.toReversed(), at)?.id).toBe(id);
  });

  test('is one wherever a township of the sample is, and none is left out between two', () => {
    const { units } = sampleDocuments();
    const townships = units.flatMap(({ id, level, boundary }) =>
      level === 'township' && boundary ? [{ ...grid(id, boundary), level: 'grid' as const }] : [],
    );
    const parent = new Map(units.map((unit) => [unit.id, unit.parent]));
    const longitude = fc.double({ min: 103.4, max: 103.7, noNaN: true });
    const latitude = fc.double({ min: 29.3, max: 29.53, noNaN: true });
    fc.assert(
      fc.property(longitude, latitude, (x, y) => {
        const township = gridAt(townships, [x, y]);
        const own = gridAt(units, [x, y]);
        expect(parent.get(parent.get(own?.id ?? '') ?? '')).toBe(township?.id);
      }),
      { numRuns: 2000 },
    );
  });

  test('is found on every corner and in the middle of every side of the sample', () => {
    const { units } = sampleDocuments();
    for (const { boundary = [] } of units) {
      for (const [index, [x, y]] of boundary.entries()) {
        const [nextX, nextY] = boundary[index + 1] ?? [x, y];
        expect(gridAt(units, [x, y])).toBeDefined();
        expect(gridAt(units, [(x + nextX) / 2, (y + nextY) / 2])).toBeDefined();
      }
    }
  });
});

describe('the nearest grid', () => {
  test('is the one it lies in, at no distance', () => {
    expect(nearestGrid(UNITS, [0.5, 0.5])).toMatchObject({ grid: { id: 'b-west' }, metres: 0 });
  });

  test('is told with the metres to its border', () => {
    const near = nearestGrid(
      [grid('far', square(103, 30, 0.1)), grid('near', square(103.5, 29.4, 0.1))],
      [103.49, 29.45],
    );
    expect(near?.grid.id).toBe('near');
    // 0.01 degree of longitude at that latitude.
    expect(near?.metres).toBeGreaterThan(960);
    expect(near?.metres).toBeLessThan(975);
  });

  test('is none where none has a boundary', () => {
    expect(nearestGrid([{ id: 'x', name: 'x', level: 'grid' }], [0, 0])).toBeUndefined();
  });
});
