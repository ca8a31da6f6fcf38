import * as z from 'zod/mini';
import { Instant } from '../../domain/primitives.ts';

const NEXT = 'the `next` of the page before';

/** Where a page ended: an instant, and which case or review. */
export const Cursor = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9A-Z]{26}$/, NEXT),
  z.refine((place) => Instant.safeParse(place.split('#')[0]).success, NEXT),
);
export type Cursor = z.infer<typeof Cursor>;

/** How many a page has at most. */
export const PageSize = z.pipe(
  z.string().check(z.regex(/^\d{1,3}$/, 'a number from 1 to 200')),
  z.pipe(z.transform(Number), z.int().check(z.minimum(1), z.maximum(200))),
);
