import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../domain/directory/documents.ts';
import { sampleDocuments } from '../../../sample/directory.ts';
import { fitted, groundOf, middleOf, outlineOf, pathOf } from '../../../web/parts/projection.ts';

type Ring = [number, number][];
const square = (west: number, south: number, size = 1): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

const within = (rings: Ring[], width = 108, mostHeight = 108) => {
  const projection = fitted(rings, width, mostHeight);
  if (!projection) throw new Error('nothing to fit');
  return projection;
};

describe('the projection of ground', () => {
  it('has north above and east to the right, with a margin', () => {
    const { project, height } = within([square(0, -0.5)]);
    expect(project([0, 0.5])).toEqual({ x: 4, y: 4 });
    expect(project([1, -0.5])).toEqual({ x: 104, y: 104 });
    expect(height).toBe(108);
  });

  it('makes a degree of longitude half as long at 60° as one of latitude', () => {
    const { project } = within([square(10, 59.5)], 1000);
    const [from, to] = [project([10, 59.5]), project([11, 60.5])];
    expect((to.x - from.x) / (from.y - to.y)).toBeCloseTo(0.5, 2);
  });

  it('is not higher than it may be, and then stands in the middle', () => {
    const { project, height } = within([square(0, -0.5)], 308, 108);
    expect(height).toBe(108);
    expect(project([0.5, 0])).toEqual({ x: 154, y: 54 });
  });

  it('is nothing without ground', () => expect(fitted([], 100, 100)).toBeUndefined());

  it('closes paths', () => expect(pathOf(square(0, -0.5), within([square(0, -0.5)]))).toMatch(/^M4 104L104 104L.*Z$/));
});

describe('the outline of grids that share sides', () => {
  const [west, east] = [square(0, 0), square(1, 0)];
  const projection = within([west, east]);
  const sidesOf = (path: string) => path.split('M').filter(Boolean);

  it('leaves out the side between two, whichever way they walk it', () => {
    expect(sidesOf(outlineOf([west], projection))).toHaveLength(4);
    expect(sidesOf(outlineOf([west, east], projection))).toHaveLength(6);
    expect(sidesOf(outlineOf([west, east.toReversed()], projection))).toHaveLength(6);
  });

  it('keeps all sides of grids that do not touch', () =>
    expect(sidesOf(outlineOf([west, square(5, 0)], projection))).toHaveLength(8));
});

describe('the place for a label', () => {
  it('is where the ground balances', () => {
    const rings = [square(0, -0.5), square(1, -0.5)];
    expect(middleOf(rings, within(rings))).toEqual({ x: 54, y: 29 });
  });
  it('does not depend on the way a ring is walked', () => {
    const projection = within([square(0, -0.5)]);
    expect(middleOf([square(0, -0.5).toReversed()], projection)).toEqual(middleOf([square(0, -0.5)], projection));
  });
  it('is nowhere without area', () => expect(middleOf([], within([square(0, 0)]))).toBeUndefined());
});

describe('the ground of a unit', () => {
  const { units } = sampleDocuments();
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const children = new Map<string | undefined, Unit[]>();
  for (const unit of units) children.set(unit.parent, [...(children.get(unit.parent) ?? []), unit]);

  it('is that of all grids below it', () => {
    expect(groundOf('shawan', byId, children)).toHaveLength(204);
    expect(groundOf('shawan-town-c01-g1', byId, children)).toHaveLength(1);
    expect(groundOf('dept-housing', byId, children)).toEqual([]);
  });

  it('leaves out what is out of service', () => {
    const [grid] = groundOf('shawan-town-c01-g1', byId, children);
    if (!grid) throw new Error('the grid has ground');
    const retired = new Map([[grid.grid.id, { ...grid.grid, retired: true }]]);
    expect(groundOf(grid.grid.id, retired, new Map())).toEqual([]);
  });
});
