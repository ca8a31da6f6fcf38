import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import { Level } from '../../domain/directory/documents.ts';
import { CivilDate, Instant, Key, Ulid } from '../../domain/primitives.ts';
import { Cursor, PageSize } from './paging.ts';
import { Face, PublicAnswer } from './public-face.ts';
import { Update } from './report-updates.ts';

/** Questions and answers of what everybody may read, as the API and its description share them. */
export const Format = z.enum(['json', 'csv', 'geojson']);
export type Format = z.infer<typeof Format>;

export const PublicCasesQuery = z.strictObject({
  category: z.optional(Key),
  /** The unit that has it or had it last, or the place of it: with all below it. */
  unit: z.optional(Key),
  light: z.optional(Light),
  status: z.optional(Face.shape.status),
  /** Days of the district on which it was reported; the last year unless said. */
  from: z.optional(CivilDate),
  to: z.optional(CivilDate),
  cursor: z.optional(Cursor),
  limit: z.optional(PageSize),
  /** Or by the header `accept`. */
  format: z.optional(Format),
});
export type PublicCasesQuery = z.infer<typeof PublicCasesQuery>;
export const PublicCaseQuery = z.strictObject({ format: z.optional(Format) });

const names = { name: z.string(), nameEn: z.optional(z.string()) };

/** A matter as everybody may read it: no words but a published answer, no person, no address, the place to some 100 m. */
export const PublicCase = z.object({
  id: Ulid,
  category: z.object({ id: Key, ...names }),
  /** Who has it, or had it last. */
  unit: z.object({ id: Key, ...names, level: Level }),
  /** The grid it was reported in, named up to the township; in English if any name of these is. */
  origin: z.object({ id: Key, ...names }),
  status: Face.shape.status,
  /** Late once is red for ever. */
  light: Light,
  settled: z.boolean(),
  openedAt: Instant,
  /** By the clock of the whole case; null while it is paused. */
  dueAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  /** WGS 84. */
  at: z.nullable(z.object({ lat: z.number(), long: z.number() })),
  updates: z.array(z.object({ at: Instant, key: Update.shape.key })),
  /** Null until there is one; `check` is null while what becomes of it is being checked. */
  answer: z.nullable(PublicAnswer),
});
export type PublicCase = z.infer<typeof PublicCase>;

export const PublicCases = z.object({
  at: Instant,
  zone: z.string(),
  cases: z.array(PublicCase),
  next: z.nullable(z.string()),
});
export type PublicCases = z.infer<typeof PublicCases>;
