import * as z from 'zod/mini';
import { Instant, Key } from '../primitives.ts';
import type { Case } from './case.ts';
import { evolve, type Happening } from './evolve.ts';

/** An answer to a resident: who gave it, whether the resident was asked for a word on it, and the word. */
export const Voice = z.strictObject({
  unit: Key,
  at: Instant,
  asked: z.boolean(),
  /** Null while nothing was said. */
  satisfied: z.nullable(z.boolean()),
});
export type Voice = z.infer<typeof Voice>;

/** Every answer that a history tells of, those that a reopening has undone too: what was thought of them stays said. */
export function voicesOf(history: readonly Happening[]): Voice[] {
  const voices: Voice[] = [];
  let kase: Case | undefined;
  for (const event of history) {
    const before = kase;
    kase = evolve(before, event);
    if (kase.answer && !before?.answer) {
      const { at } = kase.answer;
      voices.push({ unit: kase.resolvedBy ?? kase.origin, at, asked: kase.status === 'feedback', satisfied: null });
    }
    const last = voices.at(-1);
    if (event.what.type === 'rated' && last) last.satisfied = event.what.satisfied;
  }
  return voices;
}
