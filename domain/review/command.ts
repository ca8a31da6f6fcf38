import * as z from 'zod/mini';
import { Key, Ulid, Words } from '../primitives.ts';
import { Consequence, Responsible, Subject } from './event.ts';

/** What people wrote, kept apart from the events. */
export const Content = z.strictObject({ words: Words });
export type Content = z.infer<typeof Content>;

/** A review of a case, for a consequence that somebody is to answer for. The client makes the id. */
export const OpenReview = z.strictObject({ id: Ulid, case: Ulid, consequence: Consequence, words: Words });
export type OpenReview = z.infer<typeof OpenReview>;

const common = {
  /** Client-made ULID of the command: a replay is answered with the review as it is. */
  id: z.optional(Ulid),
  /** Refuse with 409 unless the review still has this version. */
  ifVersion: z.optional(z.int()),
};
const written = { words: Words, ...common };

/** The moves a person can ask for. */
export const ReviewCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('take-up'), consequence: z.optional(Consequence), ...written }),
  z.strictObject({ type: z.literal('set-aside'), ...written }),
  z.strictObject({ type: z.literal('state'), unit: z.optional(Key), ...written }),
  z.strictObject({ type: z.literal('end-statements'), ...common }),
  z.strictObject({
    type: z.literal('find'),
    about: Subject,
    responsible: Responsible,
    /** Numbers of the events of the case on which it rests. */
    events: z.array(z.int().check(z.positive())).check(z.minLength(1), z.maxLength(100)),
    ...written,
  }),
  z.strictObject({ type: z.literal('end-findings'), ...common }),
  z.strictObject({ type: z.literal('decide'), ...written }),
  z.strictObject({ type: z.literal('appeal'), about: Subject, ...written }),
  z.strictObject({
    type: z.literal('rule'),
    changes: z.array(z.strictObject({ about: Subject, responsible: Responsible })).check(z.maxLength(100)),
    ...written,
  }),
  z.strictObject({ type: z.literal('withdraw'), ...written }),
]);
export type ReviewCommand = z.infer<typeof ReviewCommand>;
export type CommandOf<T extends ReviewCommand['type']> = Extract<ReviewCommand, { type: T }>;
