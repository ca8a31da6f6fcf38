import * as z from 'zod/mini';
import type { Case } from '../case/case.ts';
import type { Recorded } from '../case/event.ts';
import { unitOf } from '../case/moves.ts';
import { Instant, Key, Phone } from '../primitives.ts';
import type { Notice } from './notice.ts';
import { eventOf, News } from './notice.ts';
import { isStillNews } from './still-news.ts';

/** Urgent news of an event that a unit was told, and nobody has acknowledged. */
export const Call = z.strictObject({
  event: z.int(),
  news: News,
  unit: Key,
  /** The telephones that got it, or were tried in vain. They never leave the item. */
  told: z.array(Phone),
  /** How many telephones were added to those that the news itself was for. */
  steps: z.int(),
  /** When the next telephone is to be told; null while that is under way. */
  next: z.nullable(Instant),
});
export type Call = z.infer<typeof Call>;

/** What a call is about; a case has one of each. */
export type About = Pick<Call, 'event' | 'unit'>;
export const aboutOf = (notice: Pick<Notice, 'id' | 'unit' | 'about'>): About => ({
  event: eventOf(notice),
  unit: notice.about ?? notice.unit,
});
export const isAbout = (call: About, { event, unit }: About): boolean => call.event === event && call.unit === unit;

/** The call that a notice belongs to, if it waits. */
export const callOf = (calls: readonly Call[], notice: Notice): Call | undefined =>
  calls.find((call) => isAbout(call, aboutOf(notice)));

/** The calls that still wait: what they tell is news, and nobody of the unit has done anything about the case. */
export const openCalls = (calls: readonly Call[], added: readonly Recorded[], kase: Case): Call[] =>
  calls.filter(
    (call) => isStillNews(call, kase) && !added.some(({ by }) => 'officer' in by && unitOf(by) === call.unit),
  );
