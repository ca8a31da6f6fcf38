import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import type { Case } from './case.ts';
import { currentStage, isOpen } from './case.ts';
import { anyMoved, clocksByCalendar } from './clocks.ts';
import type { Draft } from './decision.ts';
import { evolve } from './evolve.ts';
import { holdingOf } from './holding.ts';
import { resumption } from './resumption.ts';
import { deemed } from './rulings.ts';
import type { Due } from './rungs.ts';
import { nextDue } from './rungs.ts';
import type { By } from './wish.ts';

const BY: By = { system: 'timer' };

/**
 * Everything that has come due by itself at `now`, in order: deadlines that a newly announced calendar moves, lights,
 * reminders, the automatic way up, the ends of pauses and of the times to rule and to answer. A second call right after
 * finds nothing, so whoever comes first claims it.
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
  for (let due = nextDue(current, directory); due && due.at <= now; due = nextDue(current, directory)) {
    for (const draft of happening(current, due, now, directory)) add(draft);
  }
  return drafts;
}

function happening(kase: Case, due: Due, now: Instant, directory: Directory): Draft[] {
  switch (due.what) {
    case 'escalate':
      return [climb(kase, now, directory)];
    case 'resume':
      return [resumption(kase, due.at, directory, 'time')];
    case 'silence': {
      const request = kase.requests.find(({ wish }) => wish.kind === due.wish);
      return request ? deemed({ kase, by: BY, now, directory }, request) : [];
    }
    case 'close':
      return [{ by: BY, what: { type: 'closed' } }];
    default: {
      const { what, at, part } = due;
      const stage = currentStage(kase).number;
      return [{ by: BY, what: { type: 'rung', rung: what, due: at, stage, ...(part !== undefined && { part }) } }];
    }
  }
}

function climb(kase: Case, now: Instant, directory: Directory): Draft {
  const [parent] = directory.ladder(currentStage(kase).unit);
  if (!parent) throw new Error(`case ${kase.id} cannot climb above ${currentStage(kase).unit}`);
  const holding = holdingOf(parent, kase.category, now, directory);
  return { by: BY, what: { type: 'escalated', holding, automatic: true, emergency: false, skipped: [] } };
}

/** Recomputes provisional deadlines against the present calendar; undefined when nothing moves. */
function reschedule(kase: Case, directory: Directory): Draft | undefined {
  if (!isOpen(kase)) return undefined;
  const clocks = clocksByCalendar(kase, directory);
  if (!anyMoved(kase, clocks)) return undefined;
  return { by: BY, what: { type: 'rescheduled', ...clocks, because: 'calendar' } };
}
