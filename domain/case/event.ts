import * as z from 'zod/mini';
import { Level } from '../directory/documents.ts';
import { How, SendOutcome } from '../line/message.ts';
import { Digest, Instant, Key, Ulid } from '../primitives.ts';
import { Clock } from '../time/clock.ts';
import { Limit } from '../time/limit.ts';
import { By, PauseReason, Wish, WishKind } from './wish.ts';

/** A unit that takes the case into its hands, and the clock of its stage. */
export const Holding = z.strictObject({ unit: Key, level: Level, clock: Clock });
export type Holding = z.infer<typeof Holding>;

/** `long-red`: the case is overdue for so long that a review of it is proposed. */
export const Rung = z.enum(['yellow', 'red', 'case-red', 'reminder', 'long-red']);
export type Rung = z.infer<typeof Rung>;

export const Recipient = z.enum(['duty', 'leader']);
export type Recipient = z.infer<typeof Recipient>;

/** Why an answer is kept from the public 不公開: what it tells of persons, security, a third party, the law, or what the note says. */
export const WithholdReason = z.enum(['personal-data', 'security', 'third-party', 'legal', 'other']);
export type WithholdReason = z.infer<typeof WithholdReason>;

export const CancelReason = z.enum(['duplicate', 'mistaken', 'withdrawn']);

/** A department that helps the one in the lead 協辦, with a clock of its own; the lead waits for mandatory ones. */
export const PartHolding = z.strictObject({ unit: Key, mandatory: z.boolean(), clock: Clock });
export type PartHolding = z.infer<typeof PartHolding>;

/** How another case belongs to this one. */
export const Link = z.strictObject({
  /** A resident of the case that came in waits for the answer. */
  resident: z.optional(z.boolean()),
  case: Ulid,
  how: z.enum(['related', 'continues', 'continued-by', 'reopens', 'absorbed']),
});
export type Link = z.infer<typeof Link>;

/** What of a full case goes on in the next one, besides its hands, its clocks and its first contact. */
const Standing = z.strictObject({
  purpose: z.enum(['handle', 'check']),
  from: z.nullable(Key),
  bound: z.boolean(),
  rungs: z.array(z.strictObject({ rung: Rung, due: Instant })),
  requests: z.array(z.strictObject({ wish: Wish, by: By, at: Instant, to: Key, clock: Clock })),
  counts: z.strictObject({ pauses: z.int(), extensions: z.int(), returns: z.int() }),
  presses: z.int(),
  resolvedAt: z.nullable(Instant),
  resolvedBy: z.nullable(Key),
  resolver: z.nullable(By),
  cycles: z.array(z.strictObject({ clock: Clock, resolvedAt: z.nullable(Instant) })),
  proposals: z.array(z.strictObject({ due: Instant, review: z.nullable(Ulid) })),
  /** The grid in which it lies, if it was reported by an address and placed since. */
  ground: z.optional(Key),
});
export type Standing = z.infer<typeof Standing>;

/** The clocks that run, set anew: of the case, of who holds it, of the parts by unit. */
const clocks = { clock: Clock, stageClock: Clock, parts: z.optional(z.record(Key, Clock)) };

/**
 * What can happen to a case. Every deadline that was decided stands in the event, so that folding needs no calendar;
 * what people wrote stands apart, bound by the digest beside it.
 */
export const What = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('opened'),
    id: Ulid,
    category: Key,
    /** The grid, or the unit above it at which it is to be placed. */
    origin: Key,
    emergency: z.boolean(),
    /** When it was captured in the field, if that was earlier than its arrival. */
    capturedAt: z.optional(Instant),
    clock: Clock,
    holding: Holding,
    /** Who is credited with it, if somebody else filed it. */
    reporter: z.optional(By),
    /** A resident reported it and waits for an answer. */
    resident: z.optional(z.boolean()),
    /** The case that this one goes on from, and the hash that its history had come to. */
    continues: z.optional(z.strictObject({ case: Ulid, head: Digest, stands: Standing })),
    link: z.optional(Link),
  }),
  z.strictObject({ type: z.literal('accepted'), unit: Key }),
  /** `check`: the centre looks at it next. `feedback`: the resident's word is awaited, for as long as that clock says. */
  z.strictObject({
    type: z.literal('resolved'),
    unit: Key,
    check: z.optional(Holding),
    feedback: z.optional(Holding),
  }),
  z.strictObject({
    type: z.literal('escalated'),
    holding: Holding,
    automatic: z.boolean(),
    emergency: z.boolean(),
    skipped: z.array(Key),
  }),
  /** Down to the grid in which the matter lies, which nobody knew when it was opened. */
  z.strictObject({ type: z.literal('assigned'), holding: Holding }),
  z.strictObject({ type: z.literal('returned'), holding: Holding }),
  z.strictObject({ type: z.literal('transferred'), holding: Holding }),
  /** The centre has ruled where the case belongs, and that binds. */
  z.strictObject({ type: z.literal('placed'), holding: Holding }),
  z.strictObject({ type: z.literal('dispatched'), holding: Holding, parts: z.optional(z.array(PartHolding)) }),
  z.strictObject({ type: z.literal('part-ended'), unit: Key, outcome: z.enum(['done', 'released']) }),
  /** Another department takes the lead; the one before helps on, and must. */
  z.strictObject({ type: z.literal('lead-named'), holding: Holding, parts: z.array(PartHolding) }),
  /** Put to a unit that rules on it, with the clock that runs for that. */
  z.strictObject({ type: z.literal('asked'), wish: Wish, to: Key, clock: Clock }),
  /** `deemed`: nobody ruled in time, and this is what that means. */
  z.strictObject({
    type: z.literal('ruled'),
    wish: WishKind,
    asker: z.optional(Key),
    granted: z.boolean(),
    deemed: z.boolean(),
  }),
  z.strictObject({ type: z.literal('request-withdrawn'), wish: WishKind }),
  z.strictObject({ type: z.literal('paused'), reason: PauseReason, until: Instant }),
  z.strictObject({ type: z.literal('resumed'), ...clocks, because: z.enum(['time', 'early', 'moved']) }),
  z.strictObject({ type: z.literal('extended'), ...clocks, limit: Limit }),
  z.strictObject({ type: z.literal('recategorised'), ...clocks, category: Key }),
  z.strictObject({ type: z.literal('pressed') }),
  z.strictObject({ type: z.literal('marked-emergency') }),
  /** 首問責任移交: somebody else answers for the case from here on. */
  z.strictObject({ type: z.literal('duty-handed'), to: By }),
  z.strictObject({ type: z.literal('linked'), link: Link }),
  /** What the other case was to do was refused there. */
  z.strictObject({ type: z.literal('unlinked'), case: Ulid }),
  z.strictObject({ type: z.literal('merged'), into: Ulid }),
  z.strictObject({ type: z.literal('continued'), as: Ulid }),
  /** From a resident, of the report with that number; or from the holder, to whoever has that report, or to all residents of the case. */
  z.strictObject({ type: z.literal('messaged'), report: z.optional(Ulid) }),
  z.strictObject({ type: z.literal('rated'), satisfied: z.boolean() }),
  /** A new cycle, with a limit of its own; the cycle before is settled for ever. */
  z.strictObject({ type: z.literal('reopened'), clock: Clock, holding: Holding }),
  z.strictObject({ type: z.literal('closed'), feedback: z.optional(Holding) }),
  z.strictObject({ type: z.literal('cancelled'), reason: CancelReason }),
  /** Everybody may read the answer that stands, in the words beside this. */
  z.strictObject({ type: z.literal('published') }),
  z.strictObject({ type: z.literal('withheld'), reason: WithholdReason }),
  /** Put to the centre, for the long red that was due at `due`. */
  z.strictObject({ type: z.literal('review-proposed'), review: Ulid, due: Instant }),
  z.strictObject({ type: z.literal('review-opened'), review: Ulid }),
  z.strictObject({ type: z.literal('review-ended'), review: Ulid }),
  /** A light or a reminder came due at `due`, in the hands of stage `stage` or of one of its parts, and was claimed by whoever recorded this. */
  z.strictObject({ type: z.literal('rung'), rung: Rung, due: Instant, stage: z.int(), part: z.optional(Key) }),
  z.strictObject({ type: z.literal('rescheduled'), ...clocks, because: z.enum(['calendar']) }),
  z.strictObject({
    type: z.literal('notified'),
    notice: z.string(),
    attempt: z.int(),
    /** `bounced`: it was sent, and the carrier says that it did not arrive. */
    outcome: z.enum([...SendOutcome.options, 'given-up', 'bounced']),
    unit: Key,
    as: Recipient,
    /** Last four digits of the number: enough to know which telephone, not enough to call it. */
    phoneEnding: z.string(),
    reference: z.optional(z.string()),
  }),
  /** Somebody said by the link or the code of an SMS that the news of an event arrived. */
  z.strictObject({
    type: z.literal('acknowledged'),
    event: z.int(),
    unit: Key,
    phoneEnding: z.string(),
    how: How,
  }),
  /** All telephones up the line were told of the news of an event, and nobody acknowledged it. */
  z.strictObject({ type: z.literal('unanswered'), event: z.int(), unit: Key, told: z.int() }),
  z.strictObject({ type: z.literal('restarted'), restart: z.int(), because: z.string() }),
  /** What people wrote, and who may follow the case, was erased 匿名化. All else stands. */
  z.strictObject({ type: z.literal('anonymised') }),
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
