import { signal } from '@preact/signals';
import type { PublicCase, PublicCases } from '../../functions/shell/public-messages.ts';
import { ask, type Problem } from '../shell/api.ts';

/** What of the list is there so far, for which filter; `next` leads on. */
export interface Listed {
  filter: string;
  cases: readonly PublicCase[];
  next: string | null;
}
export const listed = signal<Listed | undefined>(undefined);
export const listProblem = signal<Problem | undefined>(undefined);
export const isAsking = signal(false);

/** The filters of the address that the API knows. */
export const FILTERS = ['light', 'status', 'category', 'unit'] as const;

/** Reads the first page of a filter, in place of what was there. */
export async function loadList(filter: string): Promise<void> {
  listed.value = undefined;
  await read({ filter, cases: [], next: null });
}

/** Reads the next page behind what is there. */
export async function loadMore(): Promise<void> {
  if (listed.value && !isAsking.value) await read(listed.value);
}

let newest = 0;
/** A page with a filter may be empty and not the last: it goes on by itself a few times, until there is something. */
const MOST_EMPTY = 5;

async function read(before: Listed): Promise<void> {
  newest += 1;
  const own = newest;
  isAsking.value = true;
  listProblem.value = undefined;
  let { next } = before;
  let found: readonly PublicCase[] = [];
  for (let tried = 0; tried < MOST_EMPTY && found.length === 0 && (tried === 0 || next !== null); tried += 1) {
    const answer = await ask<PublicCases>(`/public/cases?${queryOf(before.filter, next)}`, { open: true });
    // Another filter was chosen meanwhile.
    if (own !== newest) return;
    if (!answer.ok) {
      listProblem.value = answer.problem;
      break;
    }
    found = answer.value.cases;
    next = answer.value.next;
  }
  isAsking.value = false;
  if (!listProblem.value || found.length > 0) listed.value = { ...before, cases: [...before.cases, ...found], next };
}

function queryOf(filter: string, next: string | null): string {
  const chosen = new URLSearchParams(filter);
  const query = new URLSearchParams();
  for (const name of FILTERS) {
    const value = chosen.get(name);
    if (value) query.set(name, value);
  }
  if (next !== null) query.set('cursor', next);
  return query.toString();
}

/** Where the same list is to be had as a file. */
export const fileOf = (filter: string, format: 'csv' | 'geojson'): string =>
  `${queryOf(filter, null)}&format=${format}`;
