import type { Directory } from '../../domain/directory/directory.ts';
import { type Instant, instant, ms } from '../../domain/primitives.ts';
import { publicSort } from './case-keys.ts';
import { lightOfFace } from './public-face.ts';
import type { Public, PublicCases } from './public-index.ts';
import type { PublicCasesQuery } from './public-messages.ts';

/** A page reads no more than this, whatever is filtered: so many times, of so many rows in all. */
const MOST_READS = 13;
const MOST_LOOKED = 1000;
/** With a filter, rows are read so many at a time. */
const AT_A_TIME = 250;

type Fits = (row: Public) => boolean;

/** What of the public list is asked for, at an instant. Whatever is about persons by the category of now is not shown. */
export function fitting(query: PublicCasesQuery, directory: Directory, now: Instant): Fits {
  const isIn = (unit: string): boolean => query.unit === undefined || directory.isWithin(unit, query.unit);
  return ({ face }) =>
    directory.findCategory(face.category)?.personal !== true &&
    (query.category === undefined || face.category === query.category) &&
    (isIn(face.unit) || isIn(face.origin)) &&
    (query.status === undefined || face.status === query.status) &&
    (query.light === undefined || lightOfFace(face, now).light === query.light);
}

interface Stretch {
  from: Instant;
  to: Instant;
  /** The place in the list that the page before came to. */
  after: string | undefined;
  size: number;
  isFiltered: boolean;
}

/**
 * A page of the public list, newest first, month by month, and the place it came to, unless that was the end. What a page
 * costs is bounded, so with a filter it may be short, even empty, and still have a `next`.
 */
export async function pageOf(
  cases: PublicCases,
  fits: Fits,
  { from, to, after, size, isFiltered }: Stretch,
): Promise<{ rows: Public[]; next: string | null }> {
  const rows: Public[] = [];
  const first = publicSort(from, ' ');
  let place = after ?? endOf(to);
  let looked = 0;
  for (let reads = 0; reads < MOST_READS && looked < MOST_LOOKED; reads += 1) {
    const within = place.split('#')[0] ?? to;
    if (within < from) return { rows, next: null };
    // The place itself was shown on the page before.
    const most = isFiltered ? AT_A_TIME : size - rows.length + 2;
    const page = await cases.newest(within, first, place, most);
    for (const row of page.rows) {
      const own = publicSort(row.face.openedAt, row.id);
      if (own === place) continue;
      if (rows.length === size) return { rows, next: place };
      place = own;
      looked += 1;
      if (fits(row)) rows.push(row);
    }
    if (!page.more) place = endOf(lastOfMonthBefore(within));
  }
  return { rows, next: (place.split('#')[0] ?? '') < from ? null : place };
}

/** Behind everything that was opened at an instant. */
const endOf = (at: Instant): string => publicSort(at, '7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
const lastOfMonthBefore = (at: Instant): Instant => instant(ms(`${at.slice(0, 7)}-01T00:00:00.000Z`) - 1);
