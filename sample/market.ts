import type { Directory } from '../domain/directory/directory.ts';
import type { Unit } from '../domain/directory/documents.ts';
import type { CivilDate } from '../domain/primitives.ts';
import type { Random } from './random.ts';
import { weighted } from './weighted.ts';

/** A grid, and whether it lies in a community rather than a village. */
export interface MarketGrid {
  grid: Unit;
  community: boolean;
}

const townFactor = 1.8;
const marketFactor = 1.7;

/** Three rounds of market days 赶场: dates that end in 1, 4, 7, in 2, 5, 8, and in 3, 6, 9; none on those that end in 0. */
const rounds = 3;
const roundOf = (date: CivilDate): number | undefined => {
  const last = Number(date.at(-1));
  return last === 0 ? undefined : (last - 1) % rounds;
};

/**
 * The choice of a grid on a date: communities oftener than villages, each grid by its own habit, and more in the
 * townships that have their market that day.
 */
export function marketGrids(directory: Directory, random: Random): (date: CivilDate, draw: number) => MarketGrid {
  const townships = directory.children(directory.root.id).filter((unit) => unit.level === 'township');
  const round = new Map(townships.map((unit, i) => [unit.id, i % rounds]));
  const grids = directory.documents.units
    .filter((unit) => unit.level === 'grid')
    .map((grid) => {
      const community = directory.lineage(grid.id)[1]?.name.endsWith('社区') ?? false;
      const habit = random.between(0.5, 1.5) * (community ? townFactor : 1);
      return { grid, community, habit, round: round.get(directory.branch(grid.id)) };
    });
  const chooser = (today: number | undefined) =>
    weighted(grids, (grid) => grid.habit * (today !== undefined && grid.round === today ? marketFactor : 1));
  const choosers = new Map([undefined, 0, 1, 2].map((today) => [today, chooser(today)]));
  return (date, draw) => (choosers.get(roundOf(date)) ?? chooser(undefined))(draw);
}
