import * as z from 'zod/mini';
import type { Case } from '../case/case.ts';
import { currentStage } from '../case/case.ts';
import type { Recorded } from '../case/event.ts';
import type { Directory } from '../directory/directory.ts';
import { Instant, instant, ms } from '../primitives.ts';

/** What residents who wish so are told by SMS of their matter. */
export const ResidentNewsKind = z.enum(['answered', 'reopened', 'not-reopened', 'closed', 'cancelled', 'messaged']);
export type ResidentNewsKind = z.infer<typeof ResidentNewsKind>;

/** What the residents of a case are still to be told; to whom it goes stands on the rows of their reports. */
export const ResidentNews = z.strictObject({
  /** Number of the event that brings it. */
  event: z.int(),
  news: ResidentNewsKind,
  notBefore: Instant,
  claimedAt: z.nullable(Instant),
  posts: z.int(),
});
export type ResidentNews = z.infer<typeof ResidentNews>;

/** The news that an event brings for residents, if any. What a resident did is none: they know, or see it with their receipt. */
export function residentNewsOf({ what, by }: Recorded): ResidentNewsKind | undefined {
  if ('resident' in by) return undefined;
  switch (what.type) {
    case 'resolved':
      return what.feedback ? 'answered' : undefined;
    case 'closed':
      return what.feedback ? 'answered' : 'closed';
    case 'ruled':
      return what.wish === 'reopening' && !what.granted ? 'not-reopened' : undefined;
    case 'reopened':
    case 'cancelled':
    case 'messaged':
      return what.type;
    default:
      return undefined;
  }
}

/** The newest news of a history for whoever made a report, or for any of them; what came before it is none any more. */
export function lastResidentNews(
  history: readonly Recorded[],
  report?: string,
): { event: number; news: ResidentNewsKind; at: Instant } | undefined {
  const told = history.findLast((event) => residentNewsOf(event) !== undefined && isFor(event, report));
  const news = told && residentNewsOf(told);
  return news && { event: told.seq, news, at: told.at };
}

/** What the holder writes of one report is for its resident alone. */
const isFor = ({ what }: Recorded, report: string | undefined): boolean =>
  report === undefined || what.type !== 'messaged' || what.report === undefined || what.report === report;

/** What waits to be told after more was recorded: the newest alone, in the working hours of who holds the case. */
export function residentNewsAfter(
  waiting: readonly ResidentNews[],
  recorded: readonly Recorded[],
  kase: Case,
  directory: Directory,
): ResidentNews[] {
  const newest = kase.resident ? lastResidentNews(recorded) : undefined;
  if (!newest) return [...waiting];
  const { event, news, at } = newest;
  const notBefore = instant(directory.calendar(currentStage(kase).unit).nextWorking(ms(at)));
  return [
    ...waiting.filter(({ claimedAt }) => claimedAt !== null),
    { event, news, notBefore, claimedAt: null, posts: 0 },
  ];
}
