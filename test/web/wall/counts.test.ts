import { describe, expect, it } from 'vitest';
import { byUrgency, ordered, type Row, shareOfRed, worst } from '../../../web/wall/counts.ts';

const counts = (red: number, yellow: number, green: number) => ({ red, yellow, green });
const row = (unit: string, all = counts(0, 0, 0), own = counts(0, 0, 0)): Row => ({
  unit,
  name: unit,
  level: 'township',
  parent: 'shawan',
  own,
  all,
});

describe('the worst light', () => {
  it.each([
    [counts(1, 2, 3), 'red'],
    [counts(0, 2, 3), 'yellow'],
    [counts(0, 0, 3), 'green'],
    [counts(0, 0, 0), undefined],
  ])('of %o is %s', (all, light) => expect(worst(all)).toBe(light));
});

it('tells the share of red, which is nothing where nothing is open', () => {
  expect(shareOfRed(counts(1, 1, 2))).toBe(0.25);
  expect(shareOfRed(counts(0, 0, 0))).toBe(0);
});

describe('the order of the table', () => {
  const rows = [row('a', counts(1, 9, 0)), row('b', counts(3, 0, 97)), row('c', counts(1, 0, 0), counts(0, 0, 5))];
  const units = (by: Parameters<typeof ordered>[1]) => ordered(rows, by).map(({ unit }) => unit);

  it('is by any column, both ways, and stable', () => {
    expect(units({ by: 'all-red', down: true })).toEqual(['b', 'a', 'c']);
    expect(units({ by: 'all-red', down: false })).toEqual(['a', 'c', 'b']);
    expect(units({ by: 'share', down: true })).toEqual(['c', 'a', 'b']);
    expect(units({ by: 'own-green', down: true })).toEqual(['c', 'a', 'b']);
  });

  it('by unit is the order of the directory', () => {
    expect(units({ by: 'unit', down: false })).toEqual(['a', 'b', 'c']);
    expect(units({ by: 'unit', down: true })).toEqual(['c', 'b', 'a']);
  });
});

it('puts the longest red first, and clocks that stand still last', () => {
  const needed = (id: string, dueAt: string | null) => ({
    id,
    holder: 'shawan',
    light: 'green' as const,
    warnAt: dueAt,
    dueAt,
    emergency: false,
    category: 'street-works',
    presses: 0,
  });
  const rows = [
    needed('still', null),
    needed('later', '2026-02-14T00:00:00.000Z'),
    needed('red', '2026-02-10T00:00:00.000Z'),
  ];
  expect(byUrgency(rows).map(({ id }) => id)).toEqual(['red', 'later', 'still']);
});
