import * as z from 'zod/mini';
import type { Case, Claimed, Part } from '../case/case.ts';
import { currentStage, isOpen, openParts } from '../case/case.ts';
import type { Light } from '../case/colours.ts';
import { Rung } from '../case/event.ts';
import type { Happening } from '../case/evolve.ts';
import { evolve } from '../case/evolve.ts';
import { instantsOf, lightOf, lightOfCase } from '../case/light.ts';
import type { Due } from '../case/rungs.ts';
import { nextDue, nextRung, partRung } from '../case/rungs.ts';
import type { Directory } from '../directory/directory.ts';
import type { Level } from '../directory/documents.ts';
import type { Instant } from '../primitives.ts';
import { after, Key, millisecondAfter, ms, plusSeconds, Ulid } from '../primitives.ts';
import type { Workflow } from './workflow.ts';
import { isLanePending, partSeq } from './workflow.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const inLight = (name: string, light: Light): string => (light === 'green' ? name : `${name} ${light}`);

/** Name of the state in which the machine waits: `Grid`, `Grid yellow`, `Grid red`, … */
export const holdName = (level: Level, light: Light): string => inLight(capital(level), light);
/** The same for each of several departments at work together. */
export const partName = (light: Light): string => inLight('Part', light);

export const CLOSED = 'Closed';
export const DEPARTMENTS = 'Departments';
export const PART_ENDED = 'Part ended';
/** Waits with one end, whatever comes first: the clocks stand still, a ruling is awaited, the resident's word is. */
export const PAUSED = 'Paused';
export const ASKED = 'Asked';
export const FEEDBACK = 'Feedback';

/** Longest wait that a task state may have; https://docs.aws.amazon.com/step-functions, TimeoutSeconds. */
const LONGEST_WAIT = 99_999_999;
/** With no rung left, the machine looks in again after so long. */
export const LOOK_IN = 30 * 86_400;

const Seconds = z.object({ green: z.int(), yellow: z.int(), red: z.int() });
type Seconds = z.infer<typeof Seconds>;

/** Where one of several departments is. `seq` counts in its own lane. */
const PartPlan = z.object({ part: Key, seq: z.int(), where: z.string(), seconds: Seconds });
type PartPlan = z.infer<typeof PartPlan>;

/**
 * All that the workflow is ever told: where the case is, and how many seconds (≥ 1) it may wait in the green, yellow
 * and red hold from there. Execution input, signal and task result have this one shape. No personal content. What
 * a newer version adds is passed over.
 */
export const Plan = z.object({
  case: Ulid,
  district: Key,
  /** Which change of the case this plan knows; an older plan is overtaken by the signal of a newer one. */
  seq: z.int(),
  where: z.string(),
  seconds: Seconds,
  /** The departments at work together; with `where` Departments only. */
  parts: z.optional(z.array(PartPlan)),
  /** In the plan of one of them: its unit, and the `seq` of the plan of the case that it was made with. */
  part: z.optional(Key),
  of: z.optional(z.int()),
});
export type Plan = z.infer<typeof Plan>;

/** The plan of a case at an instant. Whole seconds, rounded up: a timer never comes before its instant. */
export function planOf(kase: Case, workflow: Workflow, now: Instant, directory: Directory): Plan {
  const head = { case: kase.id, district: directory.district, seq: workflow.seq };
  if (!isOpen(kase)) return { ...head, where: CLOSED, seconds: { green: 1, yellow: 1, red: 1 } };
  const single = singleWait(kase);
  if (single) return { ...head, where: single, seconds: untilNext(nextDue(kase, directory), now) };
  if (openParts(kase).length > 0) {
    const units = [currentStage(kase).unit, ...openParts(kase).map((part) => part.unit)];
    const parts = units.map((unit) => partAt(kase, unit, workflow, now, directory));
    return { ...head, where: DEPARTMENTS, seconds: { green: 1, yellow: 1, red: 1 }, parts };
  }
  return {
    ...head,
    where: holdName(currentStage(kase).level, lightOfCase(kase, now).light),
    seconds: secondsOf(instantsOf(kase), laterThanRed(kase, now, directory), now),
  };
}

/** What one department of several is told on its way: its waits end as soon as anything has moved that it does not know. */
export function partPlanOf(kase: Case, unit: string, workflow: Workflow, now: Instant, directory: Directory): Plan {
  const lane = workflow.parts[unit];
  const own = partAt(kase, unit, workflow, now, directory);
  const where = lane && isLanePending(lane) ? PART_ENDED : own.where;
  return { case: kase.id, district: directory.district, of: workflow.seq, ...own, where };
}

/** Whether a department waits in a line of its own: it leads or helps, and nothing holds the whole case up. */
export const isAtWork = (kase: Case, unit: string): boolean =>
  isOpen(kase) && !singleWait(kase) && [currentStage(kase), ...openParts(kase)].some((held) => held.unit === unit);

function partAt(kase: Case, unit: string, workflow: Workflow, now: Instant, directory: Directory): PartPlan {
  const head = { part: unit, seq: partSeq(workflow, unit) };
  const ended: PartPlan = { ...head, where: PART_ENDED, seconds: { green: 1, yellow: 1, red: 1 } };
  if (!isAtWork(kase, unit)) return ended;
  const part = openParts(kase).find((own) => own.unit === unit);
  if (!part) {
    const seconds = secondsOf(instantsOf(kase), laterThanRed(kase, now, directory), now);
    return { ...head, where: partName(lightOfCase(kase, now).light), seconds };
  }
  const { light } = lightOf(part.clock, null, now);
  return {
    ...head,
    where: partName(light),
    seconds: secondsOf(part.clock, partLaterThanRed(kase, part, directory), now),
  };
}

const singleWait = (kase: Case): string | undefined => {
  if (kase.paused) return PAUSED;
  if (currentStage(kase).purpose === 'feedback') return FEEDBACK;
  return kase.requests.length > 0 ? ASKED : undefined;
};

const untilNext = (due: Due | null, now: Instant): Seconds => ({
  green: due ? secondsBetween(now, due.at) : LOOK_IN,
  yellow: 1,
  red: 1,
});

/** Each wait is reckoned from when the one before it is over, so that what is rounded up does not add up. */
function secondsOf({ warnAt, dueAt }: { warnAt: Instant; dueAt: Instant }, later: Due | null, now: Instant): Seconds {
  const redAt = millisecondAfter(dueAt);
  const green = secondsBetween(now, warnAt);
  const yellowFrom = warnAt > now ? plusSeconds(now, green) : now;
  const yellow = secondsBetween(yellowFrom, redAt);
  const redFrom = redAt > now ? plusSeconds(yellowFrom, yellow) : now;
  return { green, yellow, red: later ? secondsBetween(redFrom, later.at) : LOOK_IN };
}

/** What comes first once the light is red and all is claimed that had come by then. */
function laterThanRed(kase: Case, now: Instant, directory: Directory): Due | null {
  const redAt = after(now, millisecondAfter(instantsOf(kase).dueAt));
  let told = kase;
  for (let due = nextRung(told, directory); ; due = nextRung(told, directory)) {
    if (!due || due.at > redAt || due.what === 'escalate') return due;
    told = evolve(told, rungAt(due, currentStage(kase).number));
  }
}

const rungAt = ({ what, at }: Due, stage: number): Happening => ({
  at,
  by: { system: 'timer' },
  what: { type: 'rung', rung: Rung.parse(what), due: at, stage },
});

const partLaterThanRed = (kase: Case, part: Part, directory: Directory): Due | null =>
  partRung(kase, { ...part, rungs: withRed(part.rungs, part.clock.dueAt) }, directory);

const withRed = (rungs: readonly Claimed[], dueAt: Instant): Claimed[] =>
  rungs.some(({ rung }) => rung === 'red') ? [...rungs] : [...rungs, { rung: 'red', due: millisecondAfter(dueAt) }];

const secondsBetween = (from: Instant, to: Instant): number =>
  Math.min(LONGEST_WAIT, Math.max(1, Math.ceil((ms(to) - ms(from)) / 1000)));
