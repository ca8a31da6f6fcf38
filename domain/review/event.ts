import * as z from 'zod/mini';
import { Role } from '../directory/documents.ts';
import { SendOutcome } from '../line/message.ts';
import { Digest, Instant, Key, Ulid } from '../primitives.ts';
import { Clock } from '../time/clock.ts';
import { STAGE_NAMES } from './stages.ts';

/** A person in one of their posts. */
export const Person = z.strictObject({ officer: Key, unit: Key, role: Role });
export const By = z.union([Person, z.strictObject({ system: z.enum(['timer', 'reconciler', 'notices']) })]);
export type By = z.infer<typeof By>;

/** What came of the case that somebody is to answer for 嚴重後果; `long-red` is what the system sees by itself. */
export const Consequence = z.enum([
  'injury-or-death',
  'loss-of-property',
  'public-disorder',
  'public-outcry',
  'misconduct',
  'long-red',
  'other',
]);
export type Consequence = z.infer<typeof Consequence>;

/** The bundle of evidence in the vault, and how many events of the case are in it. */
export const Evidence = z.strictObject({ id: Digest, events: z.int() });
export type Evidence = z.infer<typeof Evidence>;

/** A unit, or one officer in it. */
export const Subject = z.strictObject({ unit: Key, officer: z.optional(Key) });
export type Subject = z.infer<typeof Subject>;

export const Responsible = z.enum(['yes', 'in-part', 'no']);
export type Responsible = z.infer<typeof Responsible>;

/** Who held the case or did something with it. */
const concerned = { units: z.array(Key), officers: z.array(Subject) };
const frozen = { consequence: Consequence, evidence: Evidence, ...concerned, clock: Clock };

/**
 * What can happen to a review. Every deadline stands in the event; what people wrote stands apart, bound by the digest
 * beside it. A `clock` is that of the stage which begins; without one the review has ended.
 */
export const What = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened'), id: Ulid, case: Ulid, ...frozen }),
  /** By the system: the case has been unresolved since that due instant. */
  z.strictObject({ type: z.literal('proposed'), id: Ulid, case: Ulid, since: Instant, clock: Clock }),
  z.strictObject({ type: z.literal('taken-up'), ...frozen }),
  z.strictObject({ type: z.literal('set-aside') }),
  z.strictObject({ type: z.literal('stated'), unit: Key }),
  z.strictObject({ type: z.literal('statements-ended'), because: z.enum(['all-stated', 'time']), clock: Clock }),
  /** Rests on these events of the case. Another one about the same takes its place. */
  z.strictObject({ type: z.literal('found'), about: Subject, responsible: Responsible, events: z.array(z.int()) }),
  z.strictObject({ type: z.literal('findings-ended'), clock: Clock }),
  z.strictObject({ type: z.literal('decided'), clock: z.optional(Clock) }),
  z.strictObject({ type: z.literal('appealed'), about: Subject }),
  z.strictObject({
    type: z.literal('appeals-ended'),
    because: z.enum(['all-appealed', 'time']),
    clock: z.optional(Clock),
  }),
  /** What the ruling on the appeals changes in the findings; nothing, if it confirms them. */
  z.strictObject({
    type: z.literal('ruled'),
    changes: z.array(z.strictObject({ about: Subject, responsible: Responsible })),
  }),
  z.strictObject({ type: z.literal('withdrawn') }),
  z.strictObject({
    type: z.literal('rung'),
    rung: z.enum(['yellow', 'red']),
    due: Instant,
    stage: z.enum(STAGE_NAMES),
  }),
  z.strictObject({ type: z.literal('rescheduled'), clock: Clock }),
  z.strictObject({
    type: z.literal('notified'),
    notice: z.string(),
    attempt: z.int(),
    outcome: z.enum([...SendOutcome.options, 'given-up']),
    unit: Key,
    as: z.enum(['duty', 'leader']),
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
  command: z.optional(Ulid),
  content: z.optional(Digest),
  hash: Digest,
});
export type Recorded = z.infer<typeof Recorded>;
