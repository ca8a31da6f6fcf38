import type { Place } from '../../domain/case/command.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { gridsAround, metresBetween } from '../../domain/directory/geometry.ts';
import { type Instant, plusSeconds } from '../../domain/primitives.ts';
import { inTurns } from './in-turns.ts';
import { type Face, isDone, lightOfFace } from './public-face.ts';
import type { Public, PublicCases } from './public-index.ts';
import { OFFERED, type RecentReports } from './recent-reports.ts';
import type { SimilarCases } from './report-messages.ts';
import type { ResidentStore } from './resident-store.ts';

/** Metres within which the same kind of matter may be the same one. */
const NEAR = 150;
/** Metres within which somebody may join: places are known to some 100 m, and a leak is not seen from its middle. */
const JOINABLE = 300;
const MOST_OFFERED = 5;
const AT_ONCE = 8;

export interface Around {
  category: string;
  grid?: string | undefined;
  place?: Place | undefined;
}

export interface Finders {
  recent: Pick<RecentReports, 'find'>;
  cases: Pick<PublicCases, 'find'>;
  residents: Pick<ResidentStore, 'joined'>;
}

/**
 * The open cases that residents reported of the same category, within some 150 m and seven days. Distances are to the place that
 * everybody may know, so that asking from several sides tells nobody more of it.
 */
export async function similarCases(
  { category, grid, place }: Around,
  { recent, cases, residents }: Finders,
  directory: Directory,
  now: Instant,
): Promise<SimilarCases['cases']> {
  if (directory.findCategory(category)?.personal) return [];
  const { units } = directory.documents;
  const around = place ? gridsAround(units, [place.longitude, place.latitude], NEAR).map(({ id }) => id) : [];
  const grids = [...new Set([...around, ...(grid === undefined ? [] : [grid])])];
  const numbers = (await inTurns(grids, AT_ONCE, (own) => recent.find({ grid: own, category }, now))).flat();
  const found = await inTurns([...new Set(numbers)], AT_ONCE, (id) => cases.find(id));
  const near = found
    .filter((own) => own !== undefined)
    .filter(({ face }) => !isDone(face) && face.category === category)
    .map((own) => ({ ...own, metres: metresTo(own.face, place) }))
    .filter(({ metres }) => metres === null || metres <= NEAR)
    .toSorted((a, b) => (a.metres ?? NEAR) - (b.metres ?? NEAR))
    .slice(0, MOST_OFFERED);
  return inTurns(near, AT_ONCE, async ({ id, face, metres }) => ({
    id,
    openedAt: face.openedAt,
    metres: metres === null ? null : Math.round(metres / 10) * 10,
    ...lightOfFace(face, now),
    joined: await residents.joined(id),
  }));
}

/** Whether what somebody reports can be what a case is about that is still worked on: by its place, where both are known. */
export const isJoinable = ({ face }: Public, { category, grid, place }: Around, now: Instant): boolean => {
  if (face.category !== category || isDone(face) || plusSeconds(face.openedAt, OFFERED) < now) return false;
  const metres = metresTo(face, place);
  return metres === null ? face.origin === grid : metres <= JOINABLE;
};

const metresTo = ({ at }: Face, place: Place | undefined): number | null =>
  at && place ? metresBetween([at.long, at.lat], [place.longitude, place.latitude]) : null;
