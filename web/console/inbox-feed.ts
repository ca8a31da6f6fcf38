import { type Signal, signal } from '@preact/signals';
import type { Inbox } from '../../functions/shell/list-messages.ts';
import type { Answer, Problem } from '../shell/answer.ts';
import { merged, type Row, sameRows } from './inbox-rows.ts';

const PAGE = 100;
const AFTER_ALL = '~';

/** What a unit holds, as far as it was read: soonest due first. */
export interface Feed {
  holder: string;
  rows: Signal<readonly Row[]>;
  /** Cases that came after the list was first read. */
  arrived: Signal<ReadonlySet<string>>;
  /** Where the list goes on; null when all of it was read, undefined before any was. */
  next: Signal<string | null | undefined>;
  problem: Signal<Problem | undefined>;
  /** When the server last answered. */
  readAt: Signal<string | undefined>;
  /** Reads the page after the last one that was read, if there is one. */
  more(): Promise<void>;
  /** Reads the first page again, and in turn one of the others that were read; true if any has changed. */
  refresh(): Promise<boolean>;
}

type Ask = (path: string) => Promise<Answer<Inbox>>;

export function inboxFeed(holder: string, ask: Ask): Feed {
  const rows = signal<readonly Row[]>([]);
  const arrived = signal<ReadonlySet<string>>(new Set());
  const next = signal<string | null | undefined>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  const readAt = signal<string | undefined>(undefined);
  let reading: Promise<void> | undefined;
  /** Where the next turn begins. */
  let turn: string | null = null;

  /** Reads what comes after a cursor into the rows; the cursor after it, or undefined if it could not be read. */
  async function readFrom(from: string | null): Promise<{ to: string | null; changed: boolean } | undefined> {
    const query = new URLSearchParams({ holder, limit: String(PAGE), ...(from !== null && { cursor: from }) });
    const answer = await ask(`/cases?${query}`);
    problem.value = answer.ok ? undefined : answer.problem;
    if (!answer.ok) return undefined;
    const { cases, next: to, at } = answer.value;
    const all = merged(rows.value, { from, to, rows: cases });
    const changed = !sameRows(all, rows.value);
    if (changed) rows.value = all;
    readAt.value = at;
    return { to, changed };
  }

  async function readMore(): Promise<void> {
    const page = await readFrom(next.value ?? null);
    if (page) next.value = page.to;
  }

  async function again(from: string | null): Promise<{ to: string | null; changed: boolean } | undefined> {
    const before = new Set(rows.value.map(({ key }) => key));
    const end = next.value ?? AFTER_ALL;
    const page = await readFrom(from);
    if (!page) return undefined;
    const came = rows.value.filter(({ key, place }) => !before.has(key) && place <= end).map(({ key }) => key);
    if (came.length > 0) arrived.value = new Set([...arrived.value, ...came]);
    next.value = endAfter(page.to);
    return page;
  }

  /** Where the list goes on, now that a page of it ends there. */
  function endAfter(to: string | null): string | null {
    if (to === null) return null;
    const known = next.value ?? (to < (rows.value.at(-1)?.place ?? '') ? null : to);
    return known !== null && known < to ? to : known;
  }

  return {
    holder,
    rows,
    arrived,
    next,
    problem,
    readAt,
    more: async () => {
      if (next.value === null) return;
      reading ??= readMore().finally(() => {
        reading = undefined;
      });
      await reading;
    },
    refresh: async () => {
      if (next.value === undefined) {
        await readMore();
        return true;
      }
      const first = await again(null);
      if (!first) return false;
      const from = turn ?? first.to;
      const isRead = from !== null && (next.value === null || from < next.value);
      const other = isRead ? await again(from) : undefined;
      turn = other?.to ?? null;
      return first.changed || other?.changed === true;
    },
  };
}
