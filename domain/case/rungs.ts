import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import { after, millisecondAfter } from '../primitives.ts';
import type { Clock } from '../time/clock.ts';
import { addLimit } from '../time/clock.ts';
import type { Case, Claimed, Part } from './case.ts';
import { currentStage, isOpen, openParts } from './case.ts';
import type { Rung } from './event.ts';
import { NEVER } from './light.ts';
import { MOVES } from './moves.ts';
import type { WishKind } from './wish.ts';

/** A thing that comes due by itself while somebody holds a case. */
export type Due =
  | { what: Rung; at: Instant; part?: string }
  /** The automatic way up. */
  | { what: 'escalate'; at: Instant }
  /** A pause is over. */
  | { what: 'resume'; at: Instant }
  /** Nobody ruled in time. */
  | { what: 'silence'; at: Instant; wish: WishKind }
  /** The resident said no more. */
  | { what: 'close'; at: Instant };

/** What comes due next in an open case and nobody has claimed; null when nothing is left. */
export function nextDue(kase: Case, directory: Directory): Due | null {
  if (!isOpen(kase)) return null;
  const stage = currentStage(kase);
  const asked = kase.requests.map(
    ({ wish, clock }): Due => ({ what: 'silence', wish: wish.kind, at: millisecondAfter(clock.dueAt) }),
  );
  if (kase.paused) return first([{ what: 'resume', at: kase.paused.until }, ...asked]);
  if (stage.purpose === 'feedback') {
    // A reopening that is asked for is ruled on first.
    const waits = kase.requests.some(({ wish }) => wish.kind === 'reopening');
    return first([...asked, !waits && { what: 'close', at: millisecondAfter(stage.clock.dueAt) }]);
  }
  return first([
    nextRung(kase, directory),
    ...openParts(kase).map((part) => partRung(kase, part, directory)),
    ...asked,
  ]);
}

/**
 * The next rung of the holder's stage, or null when all are claimed. Each holder is told once that it is yellow, once
 * that its own limit has passed, once that the limit of the whole case has (which may be before), then reminded as the
 * category says, and at last the case goes up by itself 自動上報.
 */
export function nextRung(kase: Case, directory: Directory): Due | null {
  const stage = currentStage(kase);
  const { startedAt, warnAt, dueAt } = stage.clock;
  const told = (rung: Rung): boolean => stage.rungs.some((done) => done.rung === rung);
  const ownRed = millisecondAfter(dueAt);
  const caseRed = kase.resolvedAt === null ? millisecondAfter(kase.clock.dueAt) : NEVER;
  const caseWarns = kase.resolvedAt === null && caseRed > startedAt && kase.clock.warnAt < warnAt;
  const firstWarning = caseWarns ? kase.clock.warnAt : warnAt;
  const lights: (Due | false)[] = [
    !told('yellow') && !told('red') && { what: 'yellow', at: after(firstWarning, startedAt) },
    !told('red') && { what: 'red', at: after(ownRed, startedAt) },
    !told('case-red') && caseRed !== NEVER && caseRed !== ownRed && { what: 'case-red', at: after(caseRed, startedAt) },
  ];
  if (!told('red') && !told('case-red')) return first(lights);
  const redAt = after(ownRed < caseRed ? ownRed : caseRed, startedAt);
  const { overdue } = directory.category(kase.category);
  return first([
    ...lights,
    reminder(kase, stage, redAt, directory),
    longRed(kase, directory),
    overdue.escalateAfter !== undefined &&
      MOVES.escalate.held.includes(stage.level) && {
        what: 'escalate',
        at: addLimit(redAt, overdue.escalateAfter, directory.calendar(stage.unit)),
      },
  ]);
}

/** Once in a cycle, when the case itself has been overdue for long. */
function longRed(kase: Case, directory: Directory): Due | null {
  const { reviewAfter } = directory.category(kase.category).overdue;
  if (reviewAfter === undefined || kase.resolvedAt !== null) return null;
  const at = addLimit(millisecondAfter(kase.clock.dueAt), reviewAfter, directory.calendar(kase.origin));
  return kase.proposals.some(({ due }) => due >= kase.clock.startedAt) ? null : { what: 'long-red', at };
}

/** The next rung of a part: its own lights, and reminders. */
export function partRung(kase: Case, part: Part, directory: Directory): Due | null {
  const due = nextLight(part) ?? reminder(kase, part, redOf(part.clock), directory);
  return due ? { ...due, part: part.unit } : null;
}

interface Held {
  unit: string;
  clock: Clock;
  rungs: Claimed[];
}
const redOf = ({ startedAt, dueAt }: Clock): Instant => after(millisecondAfter(dueAt), startedAt);

function nextLight({ clock, rungs }: Held): { what: 'yellow' | 'red'; at: Instant } | null {
  const claimed = (rung: Rung) => rungs.some((done) => done.rung === rung);
  if (claimed('red')) return null;
  return claimed('yellow')
    ? { what: 'red', at: redOf(clock) }
    : { what: 'yellow', at: after(clock.warnAt, clock.startedAt) };
}

function reminder(kase: Case, { unit, rungs }: Held, redAt: Instant, directory: Directory) {
  const { remindEvery, reminders } = directory.category(kase.category).overdue;
  const told = rungs.filter(({ rung }) => rung === 'reminder');
  if (told.length >= reminders) return null;
  const at = addLimit(told.at(-1)?.due ?? redAt, remindEvery, directory.calendar(unit));
  return { what: 'reminder' as const, at };
}

const first = (dues: readonly (Due | null | false)[]): Due | null =>
  dues.reduce<Due | null>((soonest, due) => (due && !(soonest && soonest.at <= due.at) ? due : soonest), null);
