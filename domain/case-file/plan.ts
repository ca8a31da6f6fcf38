import * as z from 'zod/mini';
import type { Case } from '../case/case.ts';
import { currentStage, isOpen, withStage } from '../case/case.ts';
import type { Light } from '../case/light.ts';
import { instantsOf, lightOfCase } from '../case/light.ts';
import { nextRung } from '../case/rungs.ts';
import type { Directory } from '../directory/directory.ts';
import type { Level } from '../directory/documents.ts';
import type { Instant } from '../primitives.ts';
import { after, Key, millisecondAfter, ms, Ulid } from '../primitives.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Name of the state in which the machine waits: `Grid`, `Grid yellow`, `Grid red`, … */
export const holdName = (level: Level, light: Light): string =>
  light === 'green' ? capital(level) : `${capital(level)} ${light}`;

export const CLOSED = 'Closed';

/** Longest wait that a task state may have; https://docs.aws.amazon.com/step-functions, TimeoutSeconds. */
const LONGEST_WAIT = 99_999_999;
/** With no rung left, the machine looks in again after so long. */
export const LOOK_IN = 30 * 86_400;

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
  seconds: z.object({ green: z.int(), yellow: z.int(), red: z.int() }),
});
export type Plan = z.infer<typeof Plan>;

/** The plan of a case at an instant. Whole seconds, rounded up: a timer never comes before its instant. */
export function planOf(kase: Case, seq: number, now: Instant, directory: Directory): Plan {
  const head = { case: kase.id, district: directory.district, seq };
  if (!isOpen(kase)) return { ...head, where: CLOSED, seconds: { green: 1, yellow: 1, red: 1 } };
  const { warnAt, dueAt } = instantsOf(kase);
  const redAt = millisecondAfter(dueAt);
  const rung = nextRung(kase, directory);
  const later = rung && rung.what !== 'yellow' && rung.what !== 'red' ? rung : nextAfterRed(kase, redAt, directory);
  return {
    ...head,
    where: holdName(currentStage(kase).level, lightOfCase(kase, now).light),
    seconds: {
      green: secondsBetween(now, warnAt),
      yellow: secondsBetween(after(now, warnAt), redAt),
      red: later ? secondsBetween(after(now, redAt), later.at) : LOOK_IN,
    },
  };
}

/** What will come first after red, seen from before it. */
function nextAfterRed(kase: Case, redAt: Instant, directory: Directory) {
  const stage = currentStage(kase);
  const rungs = [...stage.rungs, { rung: 'red' as const, due: redAt }];
  return nextRung(withStage(kase, { ...stage, rungs }), directory);
}

const secondsBetween = (from: Instant, to: Instant): number =>
  Math.min(LONGEST_WAIT, Math.max(1, Math.ceil((ms(to) - ms(from)) / 1000)));
