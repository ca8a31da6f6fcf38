import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import type { Case } from './case.ts';
import { clocksAfterPause } from './clocks.ts';
import type { Draft } from './decision.ts';
import { evolve } from './evolve.ts';

/** The end of a pause at an instant, or when it was to end if that was before, with the clocks that go on from there. */
export function resumption(kase: Case, at: Instant, directory: Directory, because: 'time' | 'early' | 'moved'): Draft {
  const { since, until } = kase.paused ?? { since: at, until: at };
  const what = {
    type: 'resumed' as const,
    ...clocksAfterPause(kase, since, at < until ? at : until, directory),
    because,
  };
  return { by: { system: 'timer' }, what };
}

/** A paused case as it goes on when its pause ends by itself; any other as it is. */
export function asResumed(kase: Case, directory: Directory): Case {
  if (!kase.paused) return kase;
  const { by, what } = resumption(kase, kase.paused.until, directory, 'time');
  return evolve(kase, { at: kase.paused.until, by, what });
}

/** The case as it is at an instant, also when a pause is over and nobody has put that on record yet. */
export const asOf = (kase: Case, now: Instant, directory: Directory): Case =>
  kase.paused && kase.paused.until <= now ? asResumed(kase, directory) : kase;
