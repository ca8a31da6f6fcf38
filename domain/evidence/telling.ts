import type { Recorded } from '../case/event.ts';
import { fold } from '../case/evolve.ts';
import { explain } from '../case/explain.ts';
import { lightOfCase } from '../case/light.ts';
import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';

/**
 * What a history tells at an instant, worked out from the events and the policies alone: the case with all who held it
 * and every clock, every attempt to reach somebody, and why each light is what it is. A bundle carries this for people
 * to read; whoever verifies it works it out again.
 */
export function tell(history: readonly Recorded[], at: Instant, directoryAt: (revision: number) => Directory) {
  const kase = fold(history);
  return {
    case: { ...kase, ...lightOfCase(kase, at) },
    attempts: history.flatMap(({ seq, at: when, what }) =>
      what.type === 'notified' ? [{ event: seq, at: when, ...what }] : [],
    ),
    explanation: explain(kase, at, directoryAt),
  };
}
export type Telling = ReturnType<typeof tell>;
