import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import { Instant, Ulid } from '../../domain/primitives.ts';
import { Cursor } from './paging.ts';

/** All reviews of a case, or the open ones of the district. */
export const ReviewsQuery = z.strictObject({ case: z.optional(Ulid), cursor: z.optional(Cursor) });

export const ReviewRow = z.object({
  id: Ulid,
  case: Ulid,
  status: z.string(),
  consequence: z.string(),
  light: Light,
  settled: z.boolean(),
  warnAt: Instant,
  dueAt: Instant,
  openedAt: Instant,
  endedAt: z.nullable(Instant),
});
export type ReviewRow = z.infer<typeof ReviewRow>;
export const Reviews = z.object({ at: Instant, reviews: z.array(ReviewRow), next: z.nullable(z.string()) });
export type Reviews = z.infer<typeof Reviews>;
