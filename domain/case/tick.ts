import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import type { Clock } from '../time/clock.ts';
import { startClock } from '../time/clock.ts';
import type { Case } from './case.ts';
import { currentStage, isOpen } from './case.ts';
import type { Draft } from './decide.ts';
import { holdingOf } from './decide.ts';
import type { By } from './event.ts';
import { evolve } from './evolve.ts';
import { nextRung } from './rungs.ts';

const BY: By = { system: 'timer' };

/**
 * Everything that has come due by itself at `now`, in order: deadlines that a newly announced calendar moves, lights,
 * reminders, the automatic way up. A second call right after finds nothing, so whoever comes first claims it.
 */
export function tick(kase: Case, now: Instant, directory: Directory): Draft[] {
  const drafts: Draft[] = [];
  let current = kase;
  const add = (draft: Draft) => {
    drafts.push(draft);
    current = evolve(current, { at: now, by: draft.by, what: draft.what });
  };
  const moved = reschedule(current, directory);
  if (moved) add(moved);
  for (let due = nextRung(current, directory); due && due.at <= now; due = nextRung(current, directory)) {
    add(due.what === 'escalate' ? climb(current, now, directory) : rung(current, due.what, due.at));
  }
  return drafts;
}

const rung = (kase: Case, what: 'yellow' | 'red' | 'case-red' | 'reminder', due: Instant): Draft => ({
  by: BY,
  what: { type: 'rung', rung: what, due, stage: currentStage(kase).number },
});

function climb(kase: Case, now: Instant, directory: Directory): Draft {
  const [parent] = directory.ladder(currentStage(kase).unit);
  if (!parent) throw new Error(`case ${kase.id} cannot climb above ${currentStage(kase).unit}`);
  const holding = holdingOf(parent, kase.category, now, directory);
  return { by: BY, what: { type: 'escalated', holding, automatic: true, emergency: false, skipped: [] } };
}

/** Recomputes provisional deadlines against the present calendar; undefined when nothing moves. */
function reschedule(kase: Case, directory: Directory): Draft | undefined {
  if (!isOpen(kase)) return undefined;
  const { warning } = directory.category(kase.category);
  const stage = currentStage(kase);
  const again = (clock: Clock, unit: string): Clock =>
    clock.provisional
      ? startClock(clock.startedAt, clock.limit, directory.calendar(unit), directory.revision, warning)
      : clock;
  const clock = kase.resolvedAt === null ? again(kase.clock, kase.origin) : kase.clock;
  const stageClock = again(stage.clock, stage.unit);
  const same = (a: Clock, b: Clock) => a.dueAt === b.dueAt && a.warnAt === b.warnAt && a.provisional === b.provisional;
  if (same(clock, kase.clock) && same(stageClock, stage.clock)) return undefined;
  return { by: BY, what: { type: 'rescheduled', clock, stageClock, because: 'calendar' } };
}
