import type { Category, Documents, Kind, Officer, Roster, Unit } from '../../../domain/directory/documents.ts';
import type { Calendar } from '../../../domain/time/calendar-document.ts';
import type { DirectoryHead } from '../../../functions/shell/directory-messages.ts';
import { type Answer, get, type Problem } from '../../shell/api.ts';

/** The directory in force at a revision; 0 is none yet. */
export interface Base {
  revision: number;
  documents: Documents;
}

export const EMPTY: Documents = { units: [], officers: [], rosters: [], categories: [], calendars: [] };
/** In milliseconds; what serves the rows may be some seconds behind the head. */
const WAITS = [500, 1_000, 2_000, 3_000];

const rows = <R>(kind: Kind): Promise<Answer<{ revision: number; rows: R[] }>> => get(`/${kind}`);

/**
 * Reads all five kinds as they are at the newest revision, and waits some seconds for it if need be. An empty district has
 * revision 0.
 */
export async function readDirectory(waits: readonly number[] = WAITS): Promise<Answer<Base>> {
  const [head, units, officers, rosters, categories, calendars] = await Promise.all([
    get<DirectoryHead>('/directory'),
    rows<Unit>('units'),
    rows<Officer>('officers'),
    rows<Roster>('rosters'),
    rows<Category>('categories'),
    rows<Calendar>('calendars'),
  ]);
  if (!head.ok) return unread(head.problem);
  if (!units.ok) return unread(units.problem);
  if (!officers.ok) return unread(officers.problem);
  if (!rosters.ok) return unread(rosters.problem);
  if (!categories.ok) return unread(categories.problem);
  if (!calendars.ok) return unread(calendars.problem);
  const { revision } = head.value;
  const isWhole = [units, officers, rosters, categories, calendars].every(({ value }) => value.revision === revision);
  if (!isWhole) return again(waits);
  return found({
    revision,
    documents: {
      units: units.value.rows,
      officers: officers.value.rows,
      rosters: rosters.value.rows,
      categories: categories.value.rows,
      calendars: calendars.value.rows,
    },
  });
}

async function again([wait, ...rest]: readonly number[]): Promise<Answer<Base>> {
  if (wait === undefined) return { ok: false, problem: { code: 'unavailable', status: 503, detail: '' } };
  await new Promise((resolve) => setTimeout(resolve, wait));
  return readDirectory(rest);
}

const found = (value: Base): Answer<Base> => ({ ok: true, value, status: 200 });
const unread = (problem: Problem): Answer<Base> =>
  problem.code === 'no-directory' ? found({ revision: 0, documents: EMPTY }) : { ok: false, problem };
