import * as z from 'zod/mini';
import { Recipient } from '../case/event.ts';
import { Instant, Key, Phone } from '../primitives.ts';

export const News = z.enum([
  'handed-over',
  'helping',
  'to-check',
  'yellow',
  'red',
  'case-red',
  'reminder',
  'asked',
  'ruled',
  'resumed',
  'pressed',
  'emergency',
  'dissatisfied',
  'messaged',
  'ended',
  'moved',
]);
export type News = z.infer<typeof News>;

/** A notice in the outbox: what is to be told to whom, not before when, and how often it was tried. */
export const Notice = z.strictObject({
  id: z.string(),
  news: News,
  unit: Key,
  as: Recipient,
  notBefore: Instant,
  attempt: z.int(),
  /** When it was posted last to the line of its telephone; while no outcome comes it is posted again. */
  claimedAt: z.nullable(Instant),
  /** The telephone that the claim is for; null while there is none. It never leaves the item. */
  phone: z.nullable(Phone),
  /** The telephone of each attempt so far. They never leave the item. */
  tried: z.array(Phone),
  /** How often the present attempt was posted to the line of its telephone. */
  posts: z._default(z.int(), 0),
  /** Whose news it is, when a unit above is told because nobody there acknowledged it. */
  about: z.optional(Key),
  /** Since when it counts as undeliverable; it is tried again each hour, as long as it is news. */
  deadSince: z.optional(Instant),
});
export type Notice = z.infer<typeof Notice>;

/** A notice as others may read it: without the telephones. */
export const NoticeView = z.omit(Notice, { phone: true, tried: true });
export const noticeView = <N extends { phone: unknown; tried: unknown }>({ phone: _, tried: __, ...rest }: N) => rest;

/** What is told, and to which unit. */
export interface NewsFor {
  news: News;
  unit: string;
}

/** The event whose news a notice tells. */
export const eventOf = ({ id }: Pick<Notice, 'id'>): number => Number.parseInt(id, 10);

/** A notice that nobody has tried to send. */
export const fresh = (told: Pick<Notice, 'id' | 'news' | 'unit' | 'as' | 'notBefore'>): Notice => ({
  ...told,
  attempt: 0,
  claimedAt: null,
  phone: null,
  tried: [],
  posts: 0,
});
