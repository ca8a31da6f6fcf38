import type { Instant } from '../primitives.ts';
import type { WorkingCalendar } from './calendar.ts';
import { instantOf } from './civil.ts';
import type { Clock } from './clock.ts';
import { type Sentence, tellDay, tellEnd, tellMoved, tellRun, tellStart, tellWarning } from './clock-sentences.ts';
import { type Count, countDays } from './day-counts.ts';
import { countsWorkingTime } from './due.ts';
import type { Limit } from './limit.ts';

/** One sentence of an explanation, and the instant that it speaks of. */
export interface Step extends Sentence {
  at: Instant;
}

// A longer span tells its ordinary days in runs.
const MOST_DAYS_TOLD_ONE_BY_ONE = 40;

/**
 * Why `dueAt` and `warnAt` are what they are, recomputed day by day, in order of time. Give the calendar of the revision
 * that the clock names; under another one, a last step says which due instant that one would give. Pauses and extensions
 * follow, each with the due instant that it led to.
 */
export function explainClock(clock: Clock, calendar: WorkingCalendar): Step[] {
  const { ledger = [], ...moved } = clock;
  const [first] = ledger;
  if (!first) return explainUnmoved(moved, calendar);
  const steps = ledger.map((segment, index) => ({
    at: segment.kind === 'pause' ? segment.to : segment.at,
    ...tellMoved(segment, ledger[index + 1]?.was.dueAt ?? clock.dueAt, clock.limit, calendar),
  }));
  return [...explainUnmoved({ ...moved, ...first.was }, calendar), ...steps];
}

function explainUnmoved(clock: Clock, calendar: WorkingCalendar): Step[] {
  const days = countDays(clock, calendar);
  const told = days.length > MOST_DAYS_TOLD_ONE_BY_ONE ? runsOf(days, clock.limit) : days.map((day) => [day]);
  const counted = told.flatMap((run) => stepsOf(run, clock, calendar));
  const warning = { at: clock.warnAt, ...tellWarning(clock, calendar) };
  return [
    { at: clock.startedAt, ...tellStart(clock, calendar) },
    ...[...counted, warning].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    ...tellEnd(clock, calendar).map((sentence) => ({ at: clock.dueAt, ...sentence })),
  ];
}

/** Ordinary days that follow one another make one run; days that the calendar names, the first and the last stand alone. */
function runsOf(days: Count[], limit: Limit): Count[][] {
  const runs: Count[][] = [];
  let open: Count[] | undefined;
  for (const count of days) {
    const plain = !count.day.override || !countsWorkingTime(limit);
    const ordinary = plain && count !== days[0] && count !== days.at(-1);
    if (ordinary && open) open.push(count);
    else {
      const run = [count];
      runs.push(run);
      open = ordinary ? run : undefined;
    }
  }
  return runs;
}

function stepsOf(run: Count[], clock: Clock, calendar: WorkingCalendar): Step[] {
  const [first, second] = run;
  if (!first) return [];
  const at = instantOf(Math.max(first.day.start, Date.parse(clock.startedAt)));
  const sentences = second ? [tellRun(run, clock.limit)] : tellDay(first, clock.limit, calendar);
  return sentences.map((sentence) => ({ at, ...sentence }));
}
