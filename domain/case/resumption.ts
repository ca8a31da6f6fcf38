import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import type { Case } from './case.ts';
import { clocksAfterPause } from './clocks.ts';
import type { Draft } from './decision.ts';

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
