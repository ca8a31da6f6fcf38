import type { Instant } from '../primitives.ts';
import { after } from '../primitives.ts';
import type { WorkingCalendar } from './calendar.ts';
import { instantOf } from './civil.ts';
import type { Clock, Segment } from './clock.ts';
import { isProvisionalAt, startClock } from './clock.ts';
import { addLimit, countsWorkingTime } from './due.ts';
import type { Limit, Warning } from './limit.ts';

/**
 * The clock after a pause from `from` to `to`. What lay ahead when it began comes as much later in the limit's own time,
 * so that no working minute is won or lost; what had passed stays passed, so that a pause hides no breach.
 */
export function afterPause(clock: Clock, from: Instant, to: Instant, calendar: WorkingCalendar): Clock {
  const moved = (at: Instant): Instant => (at <= from ? at : after(at, later(at, from, to, clock.limit, calendar)));
  return withSegment(clock, { kind: 'pause', from, to, was: instantsOf(clock) }, moved, calendar);
}

/** The clock with its due instant put off by a limit, and the warning as long before it as it was. */
export function afterExtension(clock: Clock, at: Instant, limit: Limit, calendar: WorkingCalendar): Clock {
  const dueAt = addLimit(clock.dueAt, limit, calendar);
  const moved = (instant: Instant): Instant => (instant === clock.dueAt ? dueAt : marginBefore(dueAt, clock, calendar));
  return withSegment(clock, { kind: 'extension', at, limit, was: instantsOf(clock) }, moved, calendar);
}

/** The clock worked out anew from its start, for another limit or another calendar: all that moved it moves it again. */
export function setAnew(
  { startedAt, ledger = [] }: Clock,
  limit: Limit,
  calendar: WorkingCalendar,
  directory: number,
  warning?: Warning,
): Clock {
  return ledger.reduce(
    (clock, segment) =>
      segment.kind === 'pause'
        ? afterPause(clock, segment.from, segment.to, calendar)
        : afterExtension(clock, segment.at, segment.limit, calendar),
    startClock(startedAt, limit, calendar, directory, warning),
  );
}

const instantsOf = ({ warnAt, dueAt }: Clock) => ({ warnAt, dueAt });

function withSegment(
  clock: Clock,
  segment: Segment,
  moved: (at: Instant) => Instant,
  calendar: WorkingCalendar,
): Clock {
  const dueAt = moved(clock.dueAt);
  const provisional = isProvisionalAt(Date.parse(dueAt), clock.limit, calendar);
  return { ...clock, warnAt: moved(clock.warnAt), dueAt, provisional, ledger: [...(clock.ledger ?? []), segment] };
}

function later(at: Instant, from: Instant, to: Instant, limit: Limit, calendar: WorkingCalendar): Instant {
  const [then, began, ended] = [Date.parse(at), Date.parse(from), Date.parse(to)];
  if (!countsWorkingTime(limit)) return instantOf(then + ended - began);
  return instantOf(calendar.addWorking(ended, calendar.workingBetween(began, then)));
}

function marginBefore(dueAt: Instant, { startedAt, limit, ...was }: Clock, calendar: WorkingCalendar): Instant {
  const [warn, before, due] = [Date.parse(was.warnAt), Date.parse(was.dueAt), Date.parse(dueAt)];
  const exact = countsWorkingTime(limit)
    ? calendar.subtractWorking(due, calendar.workingBetween(warn, before))
    : due - (before - warn);
  return instantOf(Math.max(Date.parse(startedAt), Math.floor(exact / 1000) * 1000));
}
