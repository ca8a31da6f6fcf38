import type { InboxRow } from '../../../functions/shell/list-messages.ts';

/** A row due at a time of 2026-02-13, with the warning an hour before; a clock that stands still, without. */
export const aRow = (end: string, due: string | null): InboxRow => ({
  id: end.padStart(26, '0'),
  category: 'street-works',
  level: 'village',
  status: 'open',
  light: 'green',
  warnAt: due && instant(Date.parse(`2026-02-13T${due}:00.000Z`) - 3_600_000),
  dueAt: due && `2026-02-13T${due}:00.000Z`,
  openedAt: '2026-02-01T00:00:00.000Z',
  emergency: false,
  presses: 0,
  toPlace: false,
});

const instant = (at: number): string => new Date(at).toISOString();
const DAY = Date.parse('2026-02-13T00:00:00.000Z');

/** The server's list: a case a minute, named after it; pages as `GET /cases` gives them. */
export function aServer(minutes: readonly number[]) {
  const rows = minutes
    .toSorted((a, b) => a - b)
    .map(
      (minute): InboxRow => ({
        ...aRow(`M${minute}`, '00:00'),
        warnAt: instant(DAY),
        dueAt: instant(DAY + minute * 60_000),
      }),
    );
  const cursorOf = (row: InboxRow): string => `${row.dueAt}~${row.id}`;
  return {
    all: () => rows,
    page(from: string | null, size: number) {
      const rest = rows.filter((row) => from === null || cursorOf(row) > from);
      const cases = rest.slice(0, size);
      const last = cases.at(-1);
      return { cases, next: rest.length >= size && last ? cursorOf(last) : null };
    },
  };
}
