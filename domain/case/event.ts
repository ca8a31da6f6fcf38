import * as z from 'zod/mini';
import { Level, Role } from '../directory/documents.ts';
import { Digest, Instant, Key, Ulid } from '../primitives.ts';
import { Clock } from '../time/clock.ts';

/** Who did it: a person in one of their posts, or a part of the system. */
export const By = z.union([
  z.strictObject({ officer: Key, unit: Key, role: Role }),
  z.strictObject({ system: z.enum(['timer', 'reconciler', 'notices']) }),
]);
export type By = z.infer<typeof By>;

/** A unit that takes the case into its hands, and the clock of its stage. */
export const Holding = z.strictObject({ unit: Key, level: Level, clock: Clock });
export type Holding = z.infer<typeof Holding>;

export const Rung = z.enum(['yellow', 'red', 'case-red', 'reminder']);
export type Rung = z.infer<typeof Rung>;

export const Recipient = z.enum(['duty', 'leader']);
export type Recipient = z.infer<typeof Recipient>;

export const CancelReason = z.enum(['duplicate', 'mistaken', 'withdrawn']);

/**
 * What can happen to a case. Every deadline that was decided stands in the event, so that folding needs no calendar;
 * what people wrote stands apart, bound by the digest beside it.
 */
export const What = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('opened'),
    id: Ulid,
    category: Key,
    origin: Key,
    emergency: z.boolean(),
    /** When it was captured in the field, if that was earlier than its arrival. */
    capturedAt: z.optional(Instant),
    clock: Clock,
    holding: Holding,
  }),
  z.strictObject({ type: z.literal('accepted'), unit: Key }),
  z.strictObject({ type: z.literal('resolved'), unit: Key, check: z.optional(Holding) }),
  z.strictObject({
    type: z.literal('escalated'),
    holding: Holding,
    automatic: z.boolean(),
    emergency: z.boolean(),
    skipped: z.array(Key),
  }),
  z.strictObject({ type: z.literal('dispatched'), holding: Holding }),
  z.strictObject({ type: z.literal('closed') }),
  z.strictObject({ type: z.literal('cancelled'), reason: CancelReason }),
  /** A light or a reminder came due at `due`, in the hands of stage `stage`, and was claimed by whoever recorded this. */
  z.strictObject({ type: z.literal('rung'), rung: Rung, due: Instant, stage: z.int() }),
  z.strictObject({ type: z.literal('rescheduled'), clock: Clock, stageClock: Clock, because: z.enum(['calendar']) }),
  z.strictObject({
    type: z.literal('notified'),
    notice: z.string(),
    attempt: z.int(),
    outcome: z.enum(['sent', 'failed', 'unknown', 'given-up']),
    unit: Key,
    as: Recipient,
    /** Last four digits of the number: enough to know which telephone, not enough to call it. */
    phoneEnding: z.string(),
    reference: z.optional(z.string()),
  }),
  z.strictObject({ type: z.literal('restarted'), restart: z.int(), because: z.string() }),
]);
export type What = z.infer<typeof What>;
export type WhatOf<T extends What['type']> = Extract<What, { type: T }>;

/** An event on record: numbered, and hashed together with the one before it. */
export const Recorded = z.strictObject({
  seq: z.int(),
  at: Instant,
  by: By,
  what: What,
  /** Client-made id of the command, so that its replay is told. */
  command: z.optional(Ulid),
  /** Digest of what was written with it; the words themselves are kept apart and can be erased. */
  content: z.optional(Digest),
  hash: Digest,
});
export type Recorded = z.infer<typeof Recorded>;
