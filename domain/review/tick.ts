import type { Directory } from '../directory/directory.ts';
import { after, type Instant, millisecondAfter } from '../primitives.ts';
import { startClock } from '../time/clock.ts';
import { clockOf, type Draft } from './decide.ts';
import type { By } from './event.ts';
import { evolve } from './evolve.ts';
import { currentStage, isOpen, type Review } from './review.ts';
import { STAGES } from './stages.ts';

const BY: By = { system: 'timer' };

/** A thing that comes due by itself in a stage: a light, or its end where time lapses. */
export interface Due {
  what: 'yellow' | 'red' | 'lapse';
  at: Instant;
}

/** The next thing that comes due and that nobody has claimed; null when all is claimed. */
export function nextRung(review: Review): Due | null {
  if (!isOpen(review)) return null;
  const { name, clock, rungs } = currentStage(review);
  const claimed = (rung: 'yellow' | 'red'): boolean => rungs.some((done) => done.rung === rung);
  const redAt = millisecondAfter(clock.dueAt);
  const yellowAt = after(clock.warnAt, clock.startedAt);
  if (!claimed('yellow') && !claimed('red')) return { what: 'yellow', at: yellowAt };
  if (STAGES[name].lapses) return { what: 'lapse', at: redAt };
  return claimed('red') ? null : { what: 'red', at: redAt };
}

/**
 * Everything that has come due by itself at `now`, in order: a deadline that a newly announced calendar moves, lights,
 * the end of a time that lapses. A second call right after finds nothing, so whoever comes first claims it.
 */
export function tick(review: Review, now: Instant, directory: Directory): Draft[] {
  const drafts: Draft[] = [];
  let current = review;
  const add = (draft: Draft) => {
    drafts.push(draft);
    current = evolve(current, { at: now, by: draft.by, what: draft.what });
  };
  const moved = reschedule(current, directory);
  if (moved) add(moved);
  for (let due = nextRung(current); due && due.at <= now; due = nextRung(current)) {
    add(due.what === 'lapse' ? lapse(current, now, directory) : rung(current, due.what, due.at));
  }
  return drafts;
}

const rung = (review: Review, what: 'yellow' | 'red', due: Instant): Draft => ({
  by: BY,
  what: { type: 'rung', rung: what, due, stage: currentStage(review).name },
});

/** Silence is taken as having nothing to say; without an appeal the decision stands. */
function lapse(review: Review, now: Instant, directory: Directory): Draft {
  if (currentStage(review).name === 'statements') {
    const clock = clockOf('findings', now, directory);
    return { by: BY, what: { type: 'statements-ended', because: 'time', clock } };
  }
  const ruling = review.appeals.length > 0 && { clock: clockOf('ruling', now, directory) };
  return { by: BY, what: { type: 'appeals-ended', because: 'time', ...ruling } };
}

/** Recomputes a provisional deadline against the present calendar; undefined when nothing moves. */
function reschedule(review: Review, directory: Directory): Draft | undefined {
  const { clock } = currentStage(review);
  if (!isOpen(review) || !clock.provisional) return undefined;
  const again = startClock(clock.startedAt, clock.limit, directory.calendar(directory.root.id), directory.revision);
  const same = again.dueAt === clock.dueAt && again.warnAt === clock.warnAt && again.provisional === clock.provisional;
  return same ? undefined : { by: BY, what: { type: 'rescheduled', clock: again } };
}
