import type { Light } from '../../domain/case/colours.ts';
import type { Counts, Wall } from '../../functions/shell/list-messages.ts';

export type Row = Wall['rows'][number];

export const total = ({ green, yellow, red }: Counts): number => green + yellow + red;
/** Of the open cases, how many are red: 0 to 1; 0 where there are none. */
export const shareOfRed = (counts: Counts): number => counts.red / (total(counts) || 1);

/** The worst light that shows; undefined where nothing is open. */
export const worst = (counts: Counts): Light | undefined =>
  (['red', 'yellow', 'green'] as const).find((light) => counts[light] > 0);

export const NONE: Counts = { green: 0, yellow: 0, red: 0 };

export type Column = 'unit' | 'share' | `all-${Light}` | `own-${Light}`;
export interface Order {
  by: Column;
  down: boolean;
}

const figureOf: Record<Exclude<Column, 'unit'>, (row: Row) => number> = {
  'all-red': ({ all }) => all.red,
  'all-yellow': ({ all }) => all.yellow,
  'all-green': ({ all }) => all.green,
  'own-red': ({ own }) => own.red,
  'own-yellow': ({ own }) => own.yellow,
  'own-green': ({ own }) => own.green,
  share: ({ all }) => shareOfRed(all),
};

/** Rows in an order; those that are alike in it stay as the directory has them. By unit is that order itself. */
export function ordered(rows: readonly Row[], { by, down }: Order): readonly Row[] {
  const sign = down ? -1 : 1;
  if (by === 'unit') return down ? rows.toReversed() : rows;
  const value = figureOf[by];
  return rows.toSorted((a, b) => sign * (value(a) - value(b)));
}

/** What needs attention at an instant: the longest red first, then the soonest due; clocks that stand still come last. */
export const byUrgency = (rows: Wall['attention']): Wall['attention'] =>
  rows.toSorted((a, b) => ((a.dueAt ?? '~') < (b.dueAt ?? '~') ? -1 : 1));
