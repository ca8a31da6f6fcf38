import { signal } from '@preact/signals';
import type { CaseView } from '../../functions/shell/case-view.ts';
import type { Inbox, InboxRow } from '../../functions/shell/list-messages.ts';
import type { MeView } from '../../functions/shell/me-view.ts';
import { get } from '../shell/api.ts';
import { clockKnown, setClock } from '../shell/clock.ts';
import { loadPlaces, places, placesOf } from '../shell/directory.ts';
import { meNow, workingPosts } from '../shell/session.ts';
import { drawer } from '../shell/store.ts';
import { zone } from '../shell/words.ts';

/** What the units of this officer hold, as the server told it last, and each of these cases whole. */
export const rows = signal<InboxRow[]>([]);
export const cases = signal<ReadonlyMap<string, CaseView>>(new Map());
/** Who uses this device: from the server, or from the last time it was asked. */
export const me = signal<MeView | undefined>(undefined);

const kept = drawer('handheld');

interface Kept {
  me: MeView;
  rows: InboxRow[];
  cases: CaseView[];
  units: Parameters<typeof placesOf>[1];
  categories: Parameters<typeof placesOf>[2];
  revision: number;
  clock: ReturnType<typeof clockKnown>;
}

/** Brings back what this device knew when the page was last open. */
export async function recall(): Promise<void> {
  const known = await kept.get<Kept>('known');
  if (!known) return;
  me.value = known.me;
  zone.value = known.me.zone;
  rows.value = known.rows;
  cases.value = new Map(known.cases.map((kase) => [kase.id, kase]));
  places.value = placesOf(known.revision, known.units, known.categories);
  setClock(known.clock);
}

/** Asks the server for all of it anew, and keeps it. Cases are read one by one only when their row has changed. */
export async function renew(): Promise<void> {
  const now = meNow();
  if (!now) return;
  if (me.value && me.value.subject !== now.subject) {
    rows.value = [];
    cases.value = new Map();
  }
  me.value = now;
  if (places.value.revision !== now.revision) await loadPlaces();
  const units = workingPosts(now).map(({ unit }) => unit);
  const lists = await Promise.all(units.map((unit) => get<Inbox>(`/cases?holder=${unit}&limit=100`)));
  if (lists.every((list) => list.ok)) {
    const fresh = lists.flatMap((list) => (list.ok ? list.value.cases : []));
    const changed = fresh.filter((row) => !cases.value.has(row.id) || !isSame(row, byId(rows.value).get(row.id)));
    rows.value = fresh;
    const held = byId(fresh);
    cases.value = new Map([...cases.value].filter(([id]) => held.has(id)));
    for (const { id } of changed) await renewCase(id);
  }
  await remember();
}

/** Reads one case anew. */
export async function renewCase(id: string): Promise<void> {
  const answer = await get<CaseView>(`/cases/${id}`);
  if (answer.ok) cases.value = new Map(cases.value).set(id, answer.value);
}

async function remember(): Promise<void> {
  if (!me.value) return;
  const { revision, units, categories } = places.value;
  const known: Kept = {
    me: me.value,
    rows: rows.value,
    cases: [...cases.value.values()],
    units: [...units.values()],
    categories: [...categories.values()],
    revision,
    clock: clockKnown(),
  };
  await kept.put('known', known);
}

const byId = (list: readonly InboxRow[]): Map<string, InboxRow> => new Map(list.map((row) => [row.id, row]));
const isSame = (a: InboxRow, b: InboxRow | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Forgets who was here, and what they had in hand. */
export async function forgetMe(): Promise<void> {
  me.value = undefined;
  rows.value = [];
  cases.value = new Map();
  await kept.put('known', undefined);
}
