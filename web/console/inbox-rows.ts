import { NEVER } from '../../domain/case/light.ts';
import type { InboxRow } from '../../functions/shell/list-messages.ts';

/** A row where it stands in the list: `place` sorts as the server's cursors do. */
export interface Row extends InboxRow {
  /** Of the case, or of the part of it that a department helps with. */
  key: string;
  place: string;
}

/** A stretch of the list as the server told it: all rows after `from`, up to and with `to`; null is the start, and the end. */
export interface Stretch {
  from: string | null;
  to: string | null;
  rows: readonly InboxRow[];
}

const PART = 'helping';
const AFTER_ALL = '~';

/** Rows with their places. One whose clock stands still is told without a due instant: it stands before the one after it. */
export function placed(rows: readonly InboxRow[]): Row[] {
  let next = NEVER;
  return rows
    .toReversed()
    .map((row) => {
      next = row.dueAt ?? next;
      const end = row.status === PART ? `~${PART}` : '';
      return { ...row, key: `${row.id}${end}`, place: `${next}~${row.id}${end}` };
    })
    .toReversed();
}

/**
 * The rows that are known, with a stretch of them as the server has it now. What lies outside the stretch stays, but for
 * a row that has moved into it.
 */
export function merged(known: readonly Row[], { from, to, rows }: Stretch): Row[] {
  const fresh = placed(rows);
  const told = new Set(fresh.map(({ key }) => key));
  const isOutside = ({ key, place }: Row): boolean =>
    !told.has(key) && (place <= (from ?? '') || place > (to ?? AFTER_ALL));
  return [...known.filter(isOutside), ...fresh].sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** Whether both lists tell the same of the same cases. */
export function sameRows(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every((row, index) => sameRow(row, b[index]));
}

function sameRow(a: Row, b: Row | undefined): boolean {
  if (!b) return false;
  const tell = ({ place, status, emergency, presses, toPlace, level, category, warnAt }: Row): string =>
    [place, status, emergency, presses, toPlace, level, category, warnAt].join();
  return tell(a) === tell(b);
}
