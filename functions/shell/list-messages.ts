import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import { Level } from '../../domain/directory/documents.ts';
import { Instant, Key, Ulid } from '../../domain/primitives.ts';
import { Cursor, PageSize } from './paging.ts';

/** Questions and answers of the lists, as the API and its description share them. */
/** Where a page ended: what was due when, and which case or part of one. */
const InboxCursor = z
  .string()
  .check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z~[0-9A-Z]{26}(~helping)?$/, 'the `next` of the page before'));

export const InboxQuery = z.strictObject({
  holder: Key,
  light: z.optional(Light),
  cursor: z.optional(InboxCursor),
  limit: z.optional(PageSize),
});

export const InboxRow = z.object({
  id: Ulid,
  category: Key,
  level: Level,
  status: z.string(),
  light: Light,
  /** Null while a pause or the wait for a resident's word has stopped the clocks. */
  warnAt: z.nullable(Instant),
  dueAt: z.nullable(Instant),
  openedAt: Instant,
  emergency: z.boolean(),
  /** How often levels above have pressed the holder 督辦. */
  presses: z.int(),
  /** It was reported by an address alone, and no grid has had it yet. */
  toPlace: z.boolean(),
});
export type InboxRow = z.infer<typeof InboxRow>;
export const Inbox = z.object({ at: Instant, holder: Key, cases: z.array(InboxRow), next: z.nullable(z.string()) });
export type Inbox = z.infer<typeof Inbox>;

export const AnswersQuery = z.strictObject({
  unit: Key,
  cursor: z.optional(Cursor),
});
/** Answers to residents that wait for the check of what is published, and since when. */
export const Answers = z.object({
  at: Instant,
  unit: Key,
  answers: z.array(z.object({ id: Ulid, category: Key, answeredBy: Key, since: Instant })),
  next: z.nullable(z.string()),
});
export type Answers = z.infer<typeof Answers>;

export const WallQuery = z.strictObject({ unit: z.optional(Key) });
const Counts = z.object({ green: z.int(), yellow: z.int(), red: z.int() });
export type Counts = Record<Light, number>;
export const Wall = z.object({
  at: z.string(),
  unit: Key,
  rows: z.array(
    z.object({ unit: Key, name: z.string(), level: z.string(), parent: z.nullable(Key), own: Counts, all: Counts }),
  ),
  /** The 50 cases and parts below the unit that are due soonest: the longest red first, then what turns red next. */
  attention: z.array(
    z.object({
      id: Ulid,
      holder: Key,
      light: Light,
      /** Null while a pause has stopped the clocks. */
      warnAt: z.nullable(Instant),
      dueAt: z.nullable(Instant),
      emergency: z.boolean(),
      category: Key,
      presses: z.int(),
    }),
  ),
});
export type Wall = z.infer<typeof Wall>;

export const ReportersQuery = z.strictObject({ grid: Key });
/** The officers of a grid for whom a matter can be filed, by name; nothing else of them. */
export const Reporters = z.object({ grid: Key, reporters: z.array(z.object({ id: Key, name: z.string() })) });
export type Reporters = z.infer<typeof Reporters>;
