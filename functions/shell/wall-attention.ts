import { lightOf, NEVER } from '../../domain/case/light.ts';
import type { Instant } from '../../domain/primitives.ts';
import { AttentionRow, type Row } from './holding-index.ts';
import type { Wall } from './list-messages.ts';

/** So many are shown. */
const MOST = 50;

/** The open cases that are due soonest, and so those that have been red for longest first. */
export interface Soonest {
  add(row: Row): void;
  rows(at: Instant): Wall['attention'];
}

const seatOfRow = ({ seat }: Row): string => seat?.S ?? '';
/** What follows the holder in a seat: when it is due, and which case. */
const dueOf = (row: Row): string => seatOfRow(row).slice(seatOfRow(row).indexOf('#') + 1);

/** Keeps the first `MOST` of any number of rows, read in any order: the memory of it is that of those. */
export function soonest(): Soonest {
  const kept: { due: string; row: Row }[] = [];
  return {
    add(row) {
      const due = dueOf(row);
      if (due >= NEVER || (kept.length === MOST && due >= (kept.at(-1)?.due ?? ''))) return;
      const after = kept.findIndex((other) => other.due > due);
      kept.splice(after === -1 ? kept.length : after, 0, { due, row });
      kept.splice(MOST);
    },
    rows: (at) => kept.map(({ row }) => attentionRow(row, at)),
  };
}

/** While a case is paused its instants do not come: they are where the pause, if it ends on time, will have put them. */
function attentionRow(row: Row, at: Instant): Wall['attention'][number] {
  const { seat, warnAt, pausedUntil = '', ...shown } = AttentionRow.parse(row);
  const [holder = '', dueAt = '', id = ''] = seat.split('#');
  const { light } = lightOf({ warnAt, dueAt }, null, at);
  const isPaused = pausedUntil > at;
  return { id, holder, light, warnAt: isPaused ? null : warnAt, dueAt: isPaused ? null : dueAt, ...shown };
}
