import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import { after, millisecondAfter } from '../primitives.ts';
import { addLimit } from '../time/clock.ts';
import type { Case } from './case.ts';
import { currentStage, isOpen } from './case.ts';
import type { Rung } from './event.ts';
import { instantsOf } from './light.ts';
import { MOVES } from './moves.ts';

/** A thing that comes due by itself while a unit holds a case: a light, a reminder, or the automatic way up. */
export interface Due {
  what: Rung | 'escalate';
  at: Instant;
}

/**
 * The next rung of an open case that nobody has claimed, or null when all are. Rungs belong to the stage: each holder
 * is told once that it is yellow, once that it is red, once that the limit of the whole case has passed, then reminded
 * as the category says, and at last the case goes up by itself 自動上報.
 */
export function nextRung(kase: Case, directory: Directory): Due | null {
  if (!isOpen(kase)) return null;
  const stage = currentStage(kase);
  const category = directory.category(kase.category);
  const { warnAt, dueAt } = instantsOf(kase);
  const start = stage.clock.startedAt;
  const claimed = (rung: Rung) => stage.rungs.filter((done) => done.rung === rung);
  const redAt = after(millisecondAfter(dueAt), start);
  if (claimed('red').length === 0) {
    const yellowAt = after(warnAt, start);
    return claimed('yellow').length === 0 && yellowAt < redAt
      ? { what: 'yellow', at: yellowAt }
      : { what: 'red', at: redAt };
  }

  const { overdue } = category;
  const calendar = directory.calendar(stage.unit);
  const reminders = claimed('reminder');
  const caseRedAt = millisecondAfter(kase.clock.dueAt);
  const candidates: (Due | false)[] = [
    kase.resolvedAt === null &&
      caseRedAt > redAt &&
      claimed('case-red').length === 0 && { what: 'case-red', at: caseRedAt },
    reminders.length < overdue.reminders && {
      what: 'reminder',
      at: addLimit(reminders.at(-1)?.due ?? redAt, overdue.remindEvery, calendar),
    },
    overdue.escalateAfter !== undefined &&
      MOVES.escalate.held.includes(stage.level) && {
        what: 'escalate',
        at: addLimit(redAt, overdue.escalateAfter, calendar),
      },
  ];
  return candidates
    .filter((due) => due !== false)
    .reduce<Due | null>((first, due) => (first && first.at <= due.at ? first : due), null);
}
