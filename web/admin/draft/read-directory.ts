import type { Category, Documents, Kind, Officer, Roster, Unit } from '../../../domain/directory/documents.ts';
import type { Calendar } from '../../../domain/time/calendar-document.ts';
import { type Answer, get, type Problem } from '../../shell/api.ts';

/** The directory in force at a revision; 0 is none yet. */
export interface Base {
  revision: number;
  documents: Documents;
}

export const EMPTY: Documents = { units: [], officers: [], rosters: [], categories: [], calendars: [] };
const MOST_TRIES = 3;

const rows = <R>(kind: Kind): Promise<Answer<{ revision: number; rows: R[] }>> => get(`/${kind}`);

/** Reads all five kinds; again if another revision came in between. An empty district has revision 0. */
export async function readDirectory(tries = 1): Promise<Answer<Base>> {
  const [units, officers, rosters, categories, calendars] = await Promise.all([
    rows<Unit>('units'),
    rows<Officer>('officers'),
    rows<Roster>('rosters'),
    rows<Category>('categories'),
    rows<Calendar>('calendars'),
  ]);
  if (!units.ok) return unread(units.problem);
  if (!officers.ok) return unread(officers.problem);
  if (!rosters.ok) return unread(rosters.problem);
  if (!categories.ok) return unread(categories.problem);
  if (!calendars.ok) return unread(calendars.problem);
  const revisions = new Set([units, officers, rosters, categories, calendars].map(({ value }) => value.revision));
  if (revisions.size > 1 && tries < MOST_TRIES) return readDirectory(tries + 1);
  return found({
    revision: Math.min(...revisions),
    documents: {
      units: units.value.rows,
      officers: officers.value.rows,
      rosters: rosters.value.rows,
      categories: categories.value.rows,
      calendars: calendars.value.rows,
    },
  });
}

const found = (value: Base): Answer<Base> => ({ ok: true, value, status: 200 });
const unread = (problem: Problem): Answer<Base> =>
  problem.code === 'no-directory' ? found({ revision: 0, documents: EMPTY }) : { ok: false, problem };
