import type { Instant } from '../primitives.ts';
import type { Case, Claimed, Part } from './case.ts';
import { currentStage } from './case.ts';
import type { Rung } from './event.ts';
import { instantsOf } from './light.ts';

/*
 * A light that a moved deadline takes back will be told again when it comes, and so will the reminders of a red that is
 * taken back.
 */

/** The rungs of the holder that still stand at an instant. Its reminders are of its own red, or of the case's. */
export function standingOfHolder(kase: Case, at: Instant): Claimed[] {
  const { rungs, clock } = currentStage(kase);
  const caseRed = kase.clock.dueAt;
  return standing(rungs, at, {
    yellow: instantsOf(kase).warnAt,
    red: clock.dueAt,
    'case-red': caseRed,
    reminder: clock.dueAt < caseRed ? clock.dueAt : caseRed,
  });
}

/** The same of a helping department, which has its own clock alone. */
export const standingOf = ({ rungs, clock: { warnAt, dueAt } }: Part, at: Instant): Claimed[] =>
  standing(rungs, at, { yellow: warnAt, red: dueAt, reminder: dueAt });

const standing = (rungs: readonly Claimed[], at: Instant, from: Partial<Record<Rung, Instant>>): Claimed[] =>
  rungs.filter(({ rung }) => (from[rung] ?? at) <= at);
