import { describe, expect, test } from 'vitest';
import { sampleDocuments } from '../../sample/directory.ts';
import { random } from '../../sample/random.ts';

type Place = readonly [number, number];

const { units } = sampleDocuments();
const parents = new Map(units.map((unit) => [unit.id, unit.parent]));
const borders = units.flatMap(({ id, level, boundary = [] }) => (boundary.length ? [{ id, level, boundary }] : []));
const grids = borders.filter((border) => border.level === 'grid');
const townships = borders.filter((border) => border.level === 'township');

/** Whole numbers of 0.00001 degree: exact in arithmetic. */
const exact = (ring: readonly Place[]): Place[] => ring.map(([x, y]) => [Math.round(x * 1e5), Math.round(y * 1e5)]);
const sides = (ring: readonly Place[]) =>
  exact(ring).flatMap((a, i, all) => (all[i + 1] ? [[a, all[i + 1] ?? a] as const] : []));
const twiceArea = (ring: readonly Place[]) => sides(ring).reduce((sum, [a, b]) => sum + a[0] * b[1] - b[0] * a[1], 0);
const total = (list: typeof borders) => list.reduce((sum, border) => sum + twiceArea(border.boundary), 0);

const turn = (a: Place, b: Place, p: Place) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
const known = new Map(borders.map(({ boundary }) => [boundary, sides(boundary)]));
const inside = (ring: [number, number][], p: Place) =>
  (known.get(ring) ?? []).filter(([a, b]) => a[1] > p[1] !== b[1] > p[1] && turn(a, b, p) > 0 === b[1] > a[1]).length %
    2 ===
  1;

describe('the borders', () => {
  test('are on the 204 grids and the 14 townships: closed, counter-clockwise, with five decimals', () => {
    expect([grids.length, townships.length, borders.length]).toEqual([204, 14, 218]);
    for (const { id, boundary } of borders) {
      expect(boundary[0], id).toEqual(boundary.at(-1));
      expect(twiceArea(boundary), id).toBeGreaterThan(0);
      expect(
        boundary.flat().every((value) => Math.round(value * 1e5) / 1e5 === value),
        id,
      ).toBe(true);
    }
  });

  test('lie around 29.41 N, 103.55 E, about 30 by 25 km', () => {
    const all = borders.flatMap((border) => border.boundary);
    const span = (values: number[]) => [Math.min(...values), Math.max(...values)];
    const [west = 0, east = 0] = span(all.map(([longitude]) => longitude));
    const [south = 0, north = 0] = span(all.map(([, latitude]) => latitude));
    expect(Math.abs((east - west) * 97 - 30)).toBeLessThan(2);
    expect(Math.abs((north - south) * 111.3 - 25)).toBeLessThan(2);
    expect((east + west) / 2).toBeCloseTo(103.55, 1);
    expect((north + south) / 2).toBeCloseTo(29.41, 1);
  });

  test('every side of a grid is shared with one neighbour, in the other direction, or is the rim of the district', () => {
    const seen = new Map<string, number>();
    for (const { boundary } of grids)
      for (const [a, b] of sides(boundary)) seen.set(`${a} ${b}`, (seen.get(`${a} ${b}`) ?? 0) + 1);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);

    const rim = grids.flatMap(({ boundary }) => sides(boundary).filter(([a, b]) => !seen.has(`${b} ${a}`)));
    const next = new Map(rim.map(([a, b]) => [`${a}`, `${b}`]));
    const walk = new Set<string>();
    for (let at = `${rim[0]?.[0]}`; !walk.has(at); at = next.get(at) ?? 'torn') walk.add(at);
    expect(walk.size).toBe(rim.length);
    const rimArea = rim.reduce((sum, [a, b]) => sum + a[0] * b[1] - b[0] * a[1], 0);
    expect(total(grids)).toBe(rimArea);
  });

  test('a township is exactly its grids', () => {
    expect(total(townships)).toBe(total(grids));
    for (const { id, boundary } of townships) {
      const mine = grids.filter((grid) => parents.get(parents.get(grid.id) ?? '') === id);
      expect(total(mine), id).toBe(twiceArea(boundary));
    }
  });

  test('a random point of the district is in one grid, and in the township of that grid', () => {
    const draw = random(1);
    const found = Array.from(
      { length: 4000 },
      (): Place => [draw.between(103.4, 103.7) * 1e5, draw.between(29.3, 29.52) * 1e5],
    ).map((point) => ({
      townships: townships.filter(({ boundary }) => inside(boundary, point)).map(({ id }) => id),
      grids: grids.filter(({ boundary }) => inside(boundary, point)).map(({ id }) => id),
    }));
    const inDistrict = found.filter(({ townships }) => townships.length > 0);
    expect(inDistrict.length).toBeGreaterThan(3000);
    for (const { townships, grids } of found) {
      expect(grids.length).toBe(townships.length);
      expect(grids.map((id) => parents.get(parents.get(id) ?? ''))).toEqual(townships);
    }
    expect(inDistrict.filter(({ grids }) => grids.length !== 1)).toEqual([]);
  });
});
