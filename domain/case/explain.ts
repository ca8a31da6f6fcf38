import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import type { Clock, Step } from '../time/clock.ts';
import { explainClock } from '../time/clock.ts';
import type { Case, Stage } from './case.ts';
import { currentStage, isOpen } from './case.ts';
import type { Light, Shown } from './light.ts';
import { lightOf, lightOfCase } from './light.ts';

export interface ClockExplained extends Shown {
  clock: 'case' | 'stage';
  unit: string;
  because: string;
  dueAt: Instant;
  provisional: boolean;
  directory: number;
  steps: Step[];
}

export interface Explanation extends Shown {
  id: string;
  at: Instant;
  because: string;
  clocks: ClockExplained[];
}

/**
 * Why the light of a case is what it is at `now`: its own clock and each holder's, each worked out anew with the
 * directory of the revision by which it was set, so that an auditor can follow every minute.
 */
export function explain(kase: Case, now: Instant, directoryAt: (revision: number) => Directory): Explanation {
  const own = explained(kase.clock, kase.origin, kase.resolvedAt ?? kase.endedAt, 'case', now, directoryAt);
  const stages = kase.stages.map((stage: Stage) =>
    explained(stage.clock, stage.unit, stage.endedAt, 'stage', now, directoryAt),
  );
  const shown = lightOfCase(kase, now);
  const last = stages.at(-1) ?? own;
  const because = isOpen(kase)
    ? `the worse of the case, ${own.light}, and its holder ${currentStage(kase).unit}, ${last.light}`
    : `the case is ${kase.status}; ${own.because}`;
  return { id: kase.id, at: now, ...shown, because, clocks: [own, ...stages] };
}

function explained(
  clock: Clock,
  unit: string,
  endedAt: Instant | null,
  which: 'case' | 'stage',
  now: Instant,
  directoryAt: (revision: number) => Directory,
): ClockExplained {
  const shown = lightOf(clock, endedAt, now);
  return {
    clock: which,
    unit,
    ...shown,
    because: reason(clock, endedAt, now, shown.light),
    dueAt: clock.dueAt,
    provisional: clock.provisional,
    directory: clock.directory,
    steps: explainClock(clock, directoryAt(clock.directory).calendar(unit)),
  };
}

function reason(clock: Clock, endedAt: Instant | null, now: Instant, light: Light): string {
  if (endedAt !== null) {
    return light === 'green'
      ? `done at ${endedAt}, not after ${clock.dueAt}: green for ever`
      : `done at ${endedAt}, after ${clock.dueAt}: red for ever`;
  }
  const words: Record<Light, string> = {
    green: `not done, and ${now} is before the warning at ${clock.warnAt}`,
    yellow: `not done, and ${now} is from the warning at ${clock.warnAt} on, not after ${clock.dueAt}`,
    red: `not done, and ${now} is after ${clock.dueAt}`,
  };
  return words[light];
}
