import { type Instant, instant, ms } from '../../domain/primitives.ts';
import type { HttpEvent } from './endpoint.ts';
import { Open311Error } from './open311-endpoint.ts';

/** What is asked of the list of requests. An empty set is any. */
export interface RequestsQuery {
  from: Instant;
  to: Instant;
  services: ReadonlySet<string>;
  statuses: ReadonlySet<string>;
  page: number;
  size: number;
}

const DAY = 86_400_000;
/** The longest span, and the most requests in an answer, that GeoReport v2 has. */
const MOST_DAYS = 90;
export const MOST_REQUESTS = 1000;
const STATUSES: ReadonlySet<string> = new Set(['open', 'closed']);

type Asked = NonNullable<HttpEvent['queryStringParameters']>;

/** Reads the query; what is empty counts as not given, what is not known is passed over. Throws 400. */
export function readQuery(asked: Asked, now: Instant): RequestsQuery {
  const statuses = listIn(asked.status);
  const unknown = [...statuses].filter((status) => !STATUSES.has(status));
  if (unknown.length > 0) throw new Open311Error(400, `status ${unknown.join(', ')} is not open or closed`);
  return {
    ...spanOf(instantIn('start_date', asked), instantIn('end_date', asked), now),
    services: listIn(asked.service_code),
    statuses,
    page: countIn('page', asked, 1, Number.MAX_SAFE_INTEGER),
    size: countIn('page_size', asked, MOST_REQUESTS, MOST_REQUESTS),
  };
}

/** Several values, by commas; API Gateway joins what is given several times by commas too. */
export const listIn = (text = ''): Set<string> =>
  new Set(
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

function spanOf(start: number | undefined, end: number | undefined, now: Instant): { from: Instant; to: Instant } {
  const to = end ?? (start === undefined ? ms(now) : start + MOST_DAYS * DAY);
  const from = start ?? to - MOST_DAYS * DAY;
  if (from > to)
    throw new Open311Error(400, `start_date ${instant(from)} is after end_date ${instant(to)}; change them about`);
  if (to - from > MOST_DAYS * DAY)
    throw new Open311Error(
      400,
      `start_date to end_date are more than ${MOST_DAYS} days; ask for one stretch at a time`,
    );
  return { from: instant(from), to: instant(to) };
}

/** The forms of the W3C's note that have a time, and with it a zone. */
const W3C = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

function instantIn(name: string, asked: Asked): number | undefined {
  // A plus in a query means a blank, and many send one for the plus of a zone.
  const text = (asked[name] ?? '').trim().replace(' ', '+');
  if (text === '') return undefined;
  const at = W3C.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new Open311Error(400, `${name} ${text.slice(0, 40)} is no date and time like 2010-01-01T00:00:00Z`);
  return at;
}

function countIn(name: string, asked: Asked, otherwise: number, most: number): number {
  const text = (asked[name] ?? '').trim();
  if (text === '') return otherwise;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new Open311Error(400, `${name} ${text.slice(0, 40)} is no number from 1 to ${most}`);
  return count;
}
