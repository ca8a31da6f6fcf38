import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import type { Clock } from './clock.ts';
import type { Failure } from './stream-feed.ts';

/** Records given up on, as they would stand in the mapping's failure destination. `at` is engine time, ISO UTC. */
export const DeadLetter = z.object({
  at: z.string(),
  mapping: z.string(),
  destination: z.optional(z.string()),
  error: z.string(),
  records: z.array(z.unknown()),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** The failure destinations of the stream mappings: one file, appended before the feed goes on. */
export function createFailures(file: string, clock: Clock) {
  mkdirSync(dirname(file), { recursive: true });
  return {
    add({ mapping, destination, error, records }: Failure) {
      const parsed = records.map(({ json }): unknown => JSON.parse(json));
      const at = new Date(clock.now()).toISOString();
      appendFileSync(
        file,
        `${JSON.stringify({ at, mapping, destination, error, records: parsed } satisfies DeadLetter)}\n`,
      );
    },
    /** All of them, oldest first. */
    list: () =>
      existsSync(file)
        ? readFileSync(file, 'utf8')
            .split('\n')
            .slice(0, -1)
            .map((line) => DeadLetter.parse(JSON.parse(line)))
        : [],
  };
}
