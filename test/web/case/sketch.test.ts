import { expect, it } from 'vitest';
import type { Unit } from '../../../domain/directory/documents.ts';
import { gridsWithin, sketchOf } from '../../../web/case/sketch.ts';
import { pathOf } from '../../../web/parts/projection.ts';

const square = (west: number, south: number, side = 0.01): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const grid = (id: string, boundary: [number, number][], more: Partial<Unit> = {}): Unit => ({
  id,
  name: id,
  level: 'grid',
  boundary,
  ...more,
});

it('draws ground as wide as it is there, north up', () => {
  const sketch = sketchOf(square(103.5, 29.4));
  if (!sketch) throw new Error('no sketch');
  const [from, to] = [sketch.project([103.5, 29.4]), sketch.project([103.51, 29.41])];
  expect((to.x - from.x) / (from.y - to.y)).toBeCloseTo(Math.cos((29.405 * Math.PI) / 180), 2);
  expect(to.y).toBeLessThan(from.y);
});

it('draws a single place too, and nothing of nowhere', () => {
  const sketch = sketchOf([[103.5, 29.4]]);
  expect(sketch?.project([103.5, 29.4])).toEqual({ x: sketch && sketch.width / 2, y: sketch && sketch.height / 2 });
  expect(sketchOf([])).toBeUndefined();
});

it('shows the grids in service that reach into it', () => {
  const own = square(103.5, 29.4);
  const sketch = sketchOf(own);
  if (!sketch) throw new Error('no sketch');
  const units = [
    grid('own', own),
    grid('beside', square(103.51, 29.4)),
    grid('gone', square(103.51, 29.4), { retired: true }),
    grid('far', square(104.5, 29.4)),
    grid('town', own, { level: 'township' }),
  ];
  expect(gridsWithin(units, sketch).map(({ id }) => id)).toEqual(['own', 'beside']);
  expect(pathOf(own, sketch)).toMatch(/^M[\d. -]+(L[\d. -]+){4}Z$/);
});
