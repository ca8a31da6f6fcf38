import * as z from 'zod/mini';
import { Report } from '../case/command.ts';
import { Digest, Instant, Ulid, Words } from '../primitives.ts';
import { Contact } from './contact.ts';
import { Suspicion } from './suspicion.ts';

/** What a clerk of the centre says of a held report. The reason is told to whoever has the receipt when it is turned down. */
export const Ruling = z.strictObject({ decision: z.enum(['let-in', 'turn-down']), reason: Words });
export type Ruling = z.infer<typeof Ruling>;

/** A ruling, and whose. */
export const Ruled = z.strictObject({ ...Ruling.shape, officer: z.string(), at: Instant });
export type Ruled = z.infer<typeof Ruled>;

/**
 * A report that looks like abuse. It is no case; a clerk of the centre lets it in, and then it is opened as it would have been
 * at first, or turns it down. Its receipt works all the while.
 */
export const HeldReport = z.strictObject({
  id: Ulid,
  at: Instant,
  /** Digest of the receipt, and of the request, so that a replay is told from another one. */
  receipt: Digest,
  request: Digest,
  report: Report,
  contact: z.nullable(Contact),
  subscribed: z.boolean(),
  why: z.array(Suspicion),
  ruled: z.optional(Ruled),
  /** It was let in and is a case: what was said stands there. */
  done: z.optional(z.boolean()),
});
export type HeldReport = z.infer<typeof HeldReport>;
