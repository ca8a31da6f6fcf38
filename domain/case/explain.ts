import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import type { Clock, Step } from '../time/clock.ts';
import { explainClock } from '../time/clock.ts';
import type { Case } from './case.ts';
import { currentStage, isOpen, runningAt } from './case.ts';
import type { Light } from './colours.ts';
import type { Shown } from './light.ts';
import { lightOf, lightOfCase } from './light.ts';

export interface ClockExplained extends Shown {
  /** `cycle`: of the case, before a reopening. `part`: of a department that helps. */
  clock: 'case' | 'stage' | 'part' | 'cycle';
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
  const at = runningAt(kase, now);
  const tell = (which: ClockExplained['clock'], clock: Clock, unit: string, endedAt: Instant | null) =>
    explained(clock, unit, endedAt, which, at, directoryAt);
  const own = tell('case', kase.clock, kase.origin, kase.resolvedAt ?? kase.endedAt);
  const cycles = kase.cycles.map(({ clock, resolvedAt }) => tell('cycle', clock, kase.origin, resolvedAt));
  const held = kase.stages.map((stage) => tell('stage', stage.clock, stage.unit, stage.endedAt));
  const parts = kase.stages.flatMap((stage) =>
    stage.parts.map((part) => tell('part', part.clock, part.unit, part.endedAt)),
  );
  const because = reasonOf(kase, own, held.at(-1) ?? own);
  return { id: kase.id, at: now, ...lightOfCase(kase, now), because, clocks: [own, ...held, ...parts, ...cycles] };
}

/** The revisions of the directory that its clocks were set by. */
export function revisionsOf(kase: Case): number[] {
  const parts = kase.stages.flatMap((stage) => stage.parts);
  const clocks = [kase, ...kase.stages, ...parts, ...kase.cycles].map(({ clock }) => clock.directory);
  return [...new Set(clocks)];
}

function reasonOf(kase: Case, own: ClockExplained, holder: ClockExplained): string {
  if (!isOpen(kase)) return `the case is ${kase.status}; ${own.because}`;
  if (currentStage(kase).purpose === 'feedback') {
    return `the resident's word is awaited until ${holder.dueAt}; the case itself is ${own.light}, ${own.because}`;
  }
  const worse = `the worse of the case, ${own.light}, and its holder ${holder.unit}, ${holder.light}`;
  const { paused } = kase;
  return paused
    ? `paused since ${paused.since} until ${paused.until} (${paused.reason}), and stays what it was: ${worse}`
    : worse;
}

function explained(
  clock: Clock,
  unit: string,
  endedAt: Instant | null,
  which: ClockExplained['clock'],
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
