import * as z from 'zod/mini';
import { Place } from '../case/command.ts';
import { Digest, Instant, Phone, Ulid, Words } from '../primitives.ts';
import { Contact } from './contact.ts';

/** What somebody said who joined: their words stand here alone, and the receipt that follows the case. */
const Joined = z.strictObject({
  receipt: Digest,
  /** Digest of the request, so that its replay is told from another one. */
  request: Digest,
  words: Words,
  place: z.optional(Place),
});

const Rating = z.strictObject({ at: Instant, satisfied: z.boolean(), words: z.optional(Words) });

/**
 * The row of a report: whom it is from, and which case it is about. A report that opened a case has its number, and a row only
 * if somebody can be reached; one that joined has a number and a receipt of its own.
 */
export const ReportRow = z.strictObject({
  /** Counts the writes. */
  version: z.int(),
  id: Ulid,
  case: Ulid,
  at: Instant,
  contact: z.nullable(Contact),
  /** Its person asked to be forgotten while the case was open or under review: this finds it once that is over, and is for nothing else. */
  toErase: z.optional(Phone),
  /** Wants to be told by SMS. */
  subscribed: z.boolean(),
  joined: z.optional(Joined),
  /** What somebody who joined thought of the answer; whoever opened the case says it in the case. */
  rating: z.optional(Rating),
  /** The news that its resident was sent, or could not be, newest last: `<case>#<event>`. */
  told: z._default(z.array(z.string()), []),
});
export type ReportRow = z.infer<typeof ReportRow>;

/** What is kept of the news that were sent: older ones are none any more. */
const MOST_TOLD = 20;

/** The row of somebody who was told; itself if that is on record. */
export const toldOf = (row: ReportRow, notice: string): ReportRow =>
  row.told.includes(notice) ? row : { ...row, told: [...row.told, notice].slice(-MOST_TOLD) };

/** An officer has read a contact. */
export const Reading = z.strictObject({ officer: z.string(), unit: z.string(), at: Instant });
export type Reading = z.infer<typeof Reading>;
