import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import { type Case, currentStage } from './case.ts';

/** How often a case may be extended in a cycle. */
export const MOST_EXTENSIONS = 2;
/** How often it may be paused in a cycle, and for how many days at a time, unless the category says otherwise. */
export const PAUSES = { most: 2, days: 30 };

export const pausesOf = ({ category }: Pick<Case, 'category'>, directory: Directory): typeof PAUSES =>
  directory.category(category).pauses ?? PAUSES;

/** An extension is asked before the sooner of the two ends. */
export function extensibleUntil(kase: Case): Instant {
  const { clock } = currentStage(kase);
  return clock.dueAt < kase.clock.dueAt ? clock.dueAt : kase.clock.dueAt;
}
