import type { Category, Level, Unit } from '../domain/directory/documents.ts';
import type { WorkingCalendar } from '../domain/time/calendar.ts';
import { dueAfter } from '../domain/time/due.ts';
import type { Limit } from '../domain/time/limit.ts';
import type { Random } from './random.ts';
import type { Tale } from './stories/story.ts';
import { accepting, check, instruction, reason } from './stories/wording.ts';

/** One thing done with a matter, `after` so many minutes since it was taken in. */
export interface Step {
  after: number;
  by: Level;
  do: 'record' | 'accept' | 'escalate' | 'dispatch' | 'resolve' | 'close';
  /** The department that a dispatch goes to. */
  department?: string;
  words: string;
}

/** One unit on the way of a matter, and the time it counts by. */
export interface Station {
  unit: Unit;
  calendar: WorkingCalendar;
}

interface Stay {
  accepted: number;
  left: number;
}

const minute = 60_000;
const lateChance = 0.06;
/** How late it may become where nothing is handed up by itself. */
const patience: Limit = { measure: 'working-days', count: 5 };

/**
 * How long a matter whose own limit ends at `caseDue` stays at a station from `start` (epoch ms): mostly inside the
 * station's limit and in working hours; now and then past it, yet not so long that it would be handed up by itself.
 */
function stay(category: Category, { unit, calendar }: Station, start: number, caseDue: number, random: Random): Stay {
  const limit = category.limits[unit.level];
  const due = dueAfter(start, limit, calendar);
  const red = Math.max(start, Math.min(due, caseDue));
  const latest = dueAfter(red, category.overdue.escalateAfter ?? patience, calendar);
  const within = (from: number, to: number, part: number) =>
    limit.measure === 'minutes'
      ? from + part * (to - from)
      : calendar.addWorking(from, part * calendar.workingBetween(from, to));

  const dawdles = random.next() < lateChance;
  const share = random.between(0.08, 0.75);
  const delay = random.between(0.05, 0.9);
  const left = dawdles ? within(red, latest, delay) : Math.min(within(start, due, share), within(red, latest, 0.9));
  return { accepted: within(start, left, random.between(0.05, 0.4)), left };
}

/**
 * The steps of a matter that its officer takes in at `start` and cannot settle at once: up the stations to the last
 * one, which resolves it; a department's result is checked by the centre. The officer who takes it in holds it from
 * then on, so there is no accepting at the grid.
 */
export function climb(
  category: Category,
  [, done, settled]: Tale,
  stations: readonly Station[],
  start: number,
  random: Random,
): Step[] {
  const steps: Step[] = [];
  const [origin] = stations;
  const caseDue = origin === undefined ? start : dueAfter(start, category.limits.case, origin.calendar);
  let time = start;
  const step = (at: number, by: Level, rest: Omit<Step, 'after' | 'by'>) =>
    steps.push({ after: Math.ceil((at - start) / minute), by, ...rest });

  for (const [i, station] of stations.entries()) {
    const { level } = station.unit;
    const next = stations[i + 1]?.unit;
    const { accepted, left } = stay(category, station, time, caseDue, random);
    if (level !== 'grid') step(accepted, level, { do: 'accept', words: accepting(random) });
    if (next === undefined) step(left, level, { do: 'resolve', words: level === 'department' ? settled : done });
    else if (next.level === 'department')
      step(left, level, { do: 'dispatch', department: next.id, words: instruction(random) });
    else step(left, level, { do: 'escalate', words: reason(level, random) });
    time = left;
  }

  const centre = stations.find(({ unit }) => unit.level === 'district');
  if (centre !== undefined)
    step(stay(category, centre, time, caseDue, random).left, 'district', { do: 'close', words: check(random) });
  return steps;
}
