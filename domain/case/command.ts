import * as z from 'zod/mini';
import { Account, Digest, Instant, Key, Ulid, Words } from '../primitives.ts';
import { Limit } from '../time/limit.ts';
import { CancelReason, WithholdReason } from './event.ts';
import { PauseReason, WishKind } from './wish.ts';

/** Where a matter is, WGS 84. */
export const Place = z.strictObject({
  longitude: z.number().check(z.minimum(-180), z.maximum(180)),
  latitude: z.number().check(z.minimum(-90), z.maximum(90)),
  address: z.optional(Words),
});
export type Place = z.infer<typeof Place>;

/** A picture that somebody took of a matter: a JPEG, named by the SHA-256 of its bytes. It is kept in a bucket. */
export const Photo = z.strictObject({
  digest: Digest,
  bytes: z.int().check(z.minimum(1), z.maximum(1_500_000)),
  /** Whoever sends it agrees that where it was taken stays in it; else that is taken out. */
  keepLocation: z.optional(z.literal(true)),
});
export type Photo = z.infer<typeof Photo>;

const areDistinct = (photos: readonly Photo[]): boolean =>
  new Set(photos.map(({ digest }) => digest)).size === photos.length;
export const Photos = z.array(Photo).check(z.maxLength(6), z.refine(areDistinct, 'each photo once'));

/** What people wrote and showed. Kept apart from the events and bound into them by a salted digest, so that it can be erased. */
export const Content = z.strictObject({ words: Account, place: z.optional(Place), photos: z.optional(Photos) });
export type Content = z.infer<typeof Content>;

export const withPhotos = (content: Content, photos: Photo[] = []): Content =>
  photos.length > 0 ? { ...content, photos } : content;

const RECEIPT_FOR_RESIDENTS = 'a receipt is for the matter of a resident: with "resident": true';

/** A matter taken in at a grid; with `record` one that was already handled on the spot 常規性工作. */
export const OpenCase = z
  .strictObject({
    id: Ulid,
    category: Key,
    grid: Key,
    words: Words,
    place: z.optional(Place),
    photos: z.optional(Photos),
    emergency: z.optional(z.boolean()),
    capturedAt: z.optional(Instant),
    record: z.optional(z.strictObject({ result: Words, photos: z.optional(Photos) })),
    /** A resident reported it and waits for an answer. */
    resident: z.optional(z.boolean()),
    /** The officer of the grid for whom a clerk files it 代報: they are credited with it, and have accepted it. */
    reporter: z.optional(Key),
    /** Of a resident's matter: SHA-256 of `<id>:<secret>`. Whoever has both may follow the case 回執. */
    receipt: z.optional(Digest),
    /** An ended case that this one takes up again, when it is too late to reopen it. */
    reopens: z.optional(Ulid),
  })
  .check(z.refine(({ receipt, resident }) => receipt === undefined || resident === true, RECEIPT_FOR_RESIDENTS));
export type OpenCase = z.infer<typeof OpenCase>;

/** A matter that a resident reports. Without a grid, the place says in which one it lies; without both, the address whose it is. */
export const Report = z.strictObject({
  id: Ulid,
  category: Key,
  words: Words,
  place: z.optional(Place),
  photos: z.optional(Photos),
  grid: z.optional(Key),
  /** Where it is, in words. */
  address: z.optional(Words.check(z.maxLength(400, 'at most 400 characters'))),
  /** A report of the same resident that has ended, taken up again here when it is too late to reopen it. */
  reopens: z.optional(Ulid),
});
export type Report = z.infer<typeof Report>;

const common = {
  /** Client-made ULID of the command: a replay is answered with the case as it is. */
  id: z.optional(Ulid),
  /** Refuse with 409 unless the case still has this version. */
  ifVersion: z.optional(z.int()),
};

/** The moves a person can ask for. */
export const Command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('accept'), ...common }),
  z.strictObject({ type: z.literal('resolve'), result: Words, photos: z.optional(Photos), ...common }),
  z.strictObject({
    type: z.literal('escalate'),
    reason: Words,
    to: z.optional(z.enum(['village', 'township', 'district'])),
    emergency: z.optional(z.boolean()),
    ...common,
  }),
  /** What was reported by an address alone goes down to the grid it lies in 落实网格. */
  z.strictObject({ type: z.literal('assign'), grid: Key, ...common }),
  /** Back to where it came from. The third time in a cycle the centre rules where it belongs. */
  z.strictObject({ type: z.literal('return'), reason: Words, ...common }),
  /** Asks a unit of the same level to take it; silence for two working hours is a yes. */
  z.strictObject({ type: z.literal('transfer'), to: Key, reason: Words, ...common }),
  z.strictObject({
    type: z.literal('dispatch'),
    department: Key,
    instruction: Words,
    /** Departments that help, each with a clock of its own; the lead waits for mandatory ones. */
    with: z.optional(z.array(z.strictObject({ department: Key, mandatory: z.boolean() })).check(z.maxLength(20))),
    ...common,
  }),
  /** A helping department has done its part. */
  z.strictObject({ type: z.literal('contribute'), result: Words, ...common }),
  /** The centre lets a helping department go. */
  z.strictObject({ type: z.literal('release'), department: Key, reason: Words, ...common }),
  z.strictObject({ type: z.literal('contest-lead'), reason: Words, ...common }),
  z.strictObject({ type: z.literal('pause'), reason: PauseReason, until: Instant, note: Words, ...common }),
  z.strictObject({ type: z.literal('resume'), reason: Words, ...common }),
  z.strictObject({ type: z.literal('extend'), limit: Limit, reason: Words, ...common }),
  z.strictObject({ type: z.literal('recategorise'), category: Key, reason: Words, ...common }),
  z.strictObject({ type: z.literal('hand-duty'), officer: Key, reason: Words, ...common }),
  /** Rules on what was asked; `unit` says where, for a placement, a lead or a reopening. */
  z.strictObject({
    type: z.literal('rule'),
    wish: WishKind,
    grant: z.boolean(),
    unit: z.optional(Key),
    reason: Words,
    ...common,
  }),
  z.strictObject({ type: z.literal('withdraw'), wish: WishKind, reason: Words, ...common }),
  z.strictObject({ type: z.literal('press'), words: Words, ...common }),
  z.strictObject({ type: z.literal('mark-emergency'), reason: Words, ...common }),
  z.strictObject({ type: z.literal('link'), to: Ulid, note: z.optional(Words), ...common }),
  z.strictObject({ type: z.literal('merge'), into: Ulid, reason: Words, ...common }),
  /**
   * Words between the residents of a case and who holds it 留言. `report` is the number of the report that a resident writes
   * of, or the one report to whose resident alone the holder writes; left out, the holder writes to all of them.
   */
  z.strictObject({ type: z.literal('message'), words: Words, report: z.optional(Ulid), ...common }),
  /** What the resident said of the answer. */
  z.strictObject({ type: z.literal('rate'), satisfied: z.boolean(), words: z.optional(Words), ...common }),
  z.strictObject({ type: z.literal('reopen'), reason: Words, ...common }),
  z.strictObject({ type: z.literal('close'), note: z.optional(Words), ...common }),
  z.strictObject({ type: z.literal('cancel'), reason: CancelReason, note: Words, ...common }),
  /** Without words, those of the answer as they are. */
  z.strictObject({ type: z.literal('publish'), words: z.optional(Words), ...common }),
  z.strictObject({ type: z.literal('withhold'), reason: WithholdReason, note: z.optional(Words), ...common }).check(
    z.refine(({ reason, note }) => reason !== 'other' || note !== undefined, {
      error: 'with "other", the reason in words, which everybody reads',
      path: ['note'],
    }),
  ),
  /** A case that is full goes on in another, under the id given. */
  z.strictObject({ type: z.literal('continue'), as: Ulid, ...common }),
]);
export type Command = z.infer<typeof Command>;
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
