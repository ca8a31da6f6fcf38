import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import type { Clock } from '../time/clock.ts';
import { afterExtension, afterPause, setAnew } from '../time/ledger.ts';
import type { Limit } from '../time/limit.ts';
import type { Case } from './case.ts';
import { currentStage, isOpen, openParts, runningAt } from './case.ts';

/** The clocks of a case that run: its own, its holder's, those of the parts. */
export interface Clocks {
  clock: Clock;
  stageClock: Clock;
  parts?: Record<string, Clock>;
}

type Change = (clock: Clock, unit: string, level: 'case' | Case['stages'][0]['level']) => Clock;

/** All running clocks after a change; one that a resolution has stopped stays. */
function changed(kase: Case, change: Change): Clocks {
  const stage = currentStage(kase);
  const parts = openParts(kase).map((part) => [part.unit, change(part.clock, part.unit, part.level)] as const);
  return {
    clock: kase.resolvedAt === null ? change(kase.clock, kase.origin, 'case') : kase.clock,
    stageClock: change(stage.clock, stage.unit, stage.level),
    ...(parts.length > 0 && { parts: Object.fromEntries(parts) }),
  };
}

export const clocksAfterPause = (kase: Case, from: Instant, to: Instant, directory: Directory): Clocks =>
  changed(kase, (clock, unit) => afterPause(clock, from, to, directory.calendar(unit)));

/** A part that was overdue already when the extension was asked for stays so. */
export function clocksExtended(kase: Case, at: Instant, limit: Limit, directory: Directory): Clocks {
  const asked = kase.requests.find(({ wish }) => wish.kind === 'extension')?.at ?? at;
  const running = runningAt(kase, asked);
  return changed(kase, (clock, unit) =>
    clock.dueAt < running ? clock : afterExtension(clock, at, limit, directory.calendar(unit)),
  );
}

/** Worked out again from each start, as the limits of another category want it. */
export function clocksByCategory(kase: Case, categoryId: string, directory: Directory): Clocks {
  const { limits, warning } = directory.category(categoryId);
  return changed(kase, (clock, unit, level) =>
    setAnew(clock, limits[level], directory.calendar(unit), directory.revision, warning),
  );
}

/** Those that were provisional, worked out again by the calendar of now. */
export function clocksByCalendar(kase: Case, directory: Directory): Clocks {
  const { warning } = directory.category(kase.category);
  return changed(kase, (clock, unit) =>
    clock.provisional ? setAnew(clock, clock.limit, directory.calendar(unit), directory.revision, warning) : clock,
  );
}

/** A running clock that would end at another instant: of the whole case, or of who holds it or helps with it. */
export interface Moved {
  holder: string;
  clock: 'case' | 'stage';
  from: Instant;
  to: Instant;
}

/** Which due instants of an open case the calendars of another directory move, and where to. */
export function movedBy(kase: Case, directory: Directory): Moved[] {
  if (!isOpen(kase)) return [];
  const { clock, stageClock, parts = {} } = clocksByCalendar(kase, directory);
  const stage = currentStage(kase);
  const moved = (holder: string, name: Moved['clock'], { dueAt: from }: Clock, next: Clock | undefined): Moved[] =>
    next && next.dueAt !== from ? [{ holder, clock: name, from, to: next.dueAt }] : [];
  return [
    ...moved(stage.unit, 'case', kase.clock, clock),
    ...moved(stage.unit, 'stage', stage.clock, stageClock),
    ...openParts(kase).flatMap((part) => moved(part.unit, 'stage', part.clock, parts[part.unit])),
  ];
}

/** Whether any of them says other instants than the case's do. */
export function anyMoved(kase: Case, { clock, stageClock, parts = {} }: Clocks): boolean {
  const differs = (a: Clock, b: Clock | undefined): boolean =>
    b !== undefined && (a.dueAt !== b.dueAt || a.warnAt !== b.warnAt || a.provisional !== b.provisional);
  return (
    differs(kase.clock, clock) ||
    differs(currentStage(kase).clock, stageClock) ||
    openParts(kase).some((part) => differs(part.clock, parts[part.unit]))
  );
}

/** Whether any of them is due later than it was. */
export const anyLater = (kase: Case, { clock, stageClock, parts = {} }: Clocks): boolean =>
  clock.dueAt > kase.clock.dueAt ||
  stageClock.dueAt > currentStage(kase).clock.dueAt ||
  openParts(kase).some((part) => (parts[part.unit]?.dueAt ?? '') > part.clock.dueAt);
