import * as z from 'zod/mini';
import { Instant, Key, Ulid, Words } from '../primitives.ts';
import { CancelReason } from './event.ts';

/** Where a matter is, WGS 84. */
export const Place = z.strictObject({
  longitude: z.number().check(z.minimum(-180), z.maximum(180)),
  latitude: z.number().check(z.minimum(-90), z.maximum(90)),
  address: z.optional(Words),
});
export type Place = z.infer<typeof Place>;

/** What people wrote. Kept apart from the events and bound into them by a salted digest, so that it can be erased. */
export const Content = z.strictObject({ words: Words, place: z.optional(Place) });
export type Content = z.infer<typeof Content>;

/** A matter taken in at a grid; with `record` one that was already handled on the spot 常規性工作. */
export const OpenCase = z.strictObject({
  id: Ulid,
  category: Key,
  grid: Key,
  words: Words,
  place: z.optional(Place),
  emergency: z.optional(z.boolean()),
  capturedAt: z.optional(Instant),
  record: z.optional(z.strictObject({ result: Words })),
});
export type OpenCase = z.infer<typeof OpenCase>;

const common = {
  /** Client-made ULID of the command: a replay is answered with the case as it is. */
  id: z.optional(Ulid),
  /** Refuse with 409 unless the case still has this version. */
  ifVersion: z.optional(z.int()),
};

/** The moves a person can ask for. */
export const Command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('accept'), ...common }),
  z.strictObject({ type: z.literal('resolve'), result: Words, ...common }),
  z.strictObject({
    type: z.literal('escalate'),
    reason: Words,
    to: z.optional(z.enum(['village', 'township', 'district'])),
    emergency: z.optional(z.boolean()),
    ...common,
  }),
  z.strictObject({ type: z.literal('dispatch'), department: Key, instruction: Words, ...common }),
  z.strictObject({ type: z.literal('close'), note: z.optional(Words), ...common }),
  z.strictObject({ type: z.literal('cancel'), reason: CancelReason, note: Words, ...common }),
]);
export type Command = z.infer<typeof Command>;
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
