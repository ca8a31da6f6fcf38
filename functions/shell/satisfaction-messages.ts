import * as z from 'zod/mini';
import { CivilDate, Instant, Key } from '../../domain/primitives.ts';

/** Questions and answers about what residents thought of the answers, as the API and its description share them. */
export const SatisfactionQuery = z.strictObject({
  unit: z.optional(Key),
  /** Days of the district on which matters were reported; the last 92 unless said, at most 366. */
  from: z.optional(CivilDate),
  to: z.optional(CivilDate),
});
export const PublicSatisfactionQuery = z.strictObject({
  /** A month of the district in which matters were reported; this one unless said. */
  month: z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month like 2026-03'))),
});

const rates = { responseRate: z.nullable(z.number()), satisfactionRate: z.nullable(z.number()) };
const Counts = z.object({
  answered: z.int(),
  asked: z.int(),
  rated: z.int(),
  satisfied: z.int(),
  ...rates,
});
const named = { unit: Key, name: z.string(), nameEn: z.optional(z.string()) };

export const Satisfaction = z.object({
  at: Instant,
  unit: Key,
  from: Instant,
  to: Instant,
  /** Of the unit and all below it. */
  all: Counts,
  /** Of the answers that a unit gave itself. */
  rows: z.array(z.object({ ...named, ...Counts.shape })),
});
export type Satisfaction = z.infer<typeof Satisfaction>;

/** Numbers below 5 are counted with the unit above; all are null where even the district has too few. */
export const PublicSatisfaction = z.object({
  at: Instant,
  month: z.string(),
  fewest: z.int(),
  rows: z.array(
    z.object({
      ...named,
      answered: z.nullable(z.int()),
      asked: z.nullable(z.int()),
      rated: z.nullable(z.int()),
      satisfied: z.nullable(z.int()),
      ...rates,
    }),
  ),
});
export type PublicSatisfaction = z.infer<typeof PublicSatisfaction>;
