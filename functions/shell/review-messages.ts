import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import { Instant, Ulid } from '../../domain/primitives.ts';

/** Where a page of open reviews ended: what was due when, and which review. */
export const Standing = z
  .string()
  .check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9A-Z]{26}$/, 'the `next` of the page before'));
export type Standing = z.infer<typeof Standing>;

/** All reviews of a case, or the open ones of the district. */
export const ReviewsQuery = z.strictObject({ case: z.optional(Ulid), cursor: z.optional(Standing) });

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
