import * as z from 'zod/mini';
import { Place } from '../../domain/case/command.ts';
import { Instant, Key, Ulid, Words } from '../../domain/primitives.ts';
import { Ruling } from '../../domain/resident/held-report.ts';
import { Suspicion } from '../../domain/resident/suspicion.ts';

/** `GET /moderation`: one page. */
export const ModerationQuery = z.strictObject({ cursor: z.optional(Ulid) });

/** A report that waits for a clerk: what was said, and why it waits; not by whom. */
export const Waiting = z.object({
  id: Ulid,
  at: Instant,
  category: Key,
  grid: z.nullable(Key),
  words: z.string(),
  place: z.nullable(Place),
  /** Said beside the place, or instead of one. */
  address: z.nullable(z.string()),
  photos: z.int(),
  why: z.array(Suspicion),
});
export const Moderation = z.object({ at: Instant, rows: z.array(Waiting), next: z.nullable(Ulid) });
export type Moderation = z.infer<typeof Moderation>;

/** `POST /moderation/{id}`. */
export { Ruling };
export const RuledView = z.object({ id: Ulid, decision: Ruling.shape.decision, reason: Words, at: Instant });
export type RuledView = z.infer<typeof RuledView>;

/** What the holder of a receipt sees of a report that is no case, or not yet. */
export const HeldView = z.object({
  id: Ulid,
  at: Instant,
  zone: z.string(),
  status: z.enum(['held', 'turned-down']),
  openedAt: Instant,
  category: z.object({ id: Key, name: z.string(), nameEn: z.optional(z.string()) }),
  words: z.string(),
  place: z.nullable(Place),
  /** Why it was turned down. */
  reason: z.nullable(z.string()),
});
export type HeldView = z.infer<typeof HeldView>;
