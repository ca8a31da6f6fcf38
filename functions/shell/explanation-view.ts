import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import { Instant, Key, Ulid } from '../../domain/primitives.ts';

const Shown = { light: Light, settled: z.boolean() };

/** An explanation as the API tells it; `steps` in order of time, with the key and values of each sentence for translation. */
export const ExplanationView = z.object({
  id: Ulid,
  at: Instant,
  ...Shown,
  because: z.string(),
  clocks: z.array(
    z.object({
      clock: z.enum(['case', 'stage', 'part', 'cycle']),
      unit: Key,
      ...Shown,
      because: z.string(),
      dueAt: Instant,
      provisional: z.boolean(),
      directory: z.int(),
      steps: z.array(
        z.object({
          at: Instant,
          text: z.string(),
          key: z.string(),
          values: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ),
    }),
  ),
});
