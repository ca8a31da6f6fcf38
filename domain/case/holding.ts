import type { Directory } from '../directory/directory.ts';
import type { Unit } from '../directory/documents.ts';
import type { Instant } from '../primitives.ts';
import type { Clock } from '../time/clock.ts';
import { startClock } from '../time/clock.ts';
import type { Holding } from './event.ts';

/** A unit taking the case at `now`, with the stage clock of its level. */
export const holdingOf = (unit: Unit, category: string, now: Instant, directory: Directory): Holding => ({
  unit: unit.id,
  level: unit.level,
  clock: stageClock(unit, category, now, directory),
});

export function stageClock(unit: Unit, categoryId: string, now: Instant, directory: Directory): Clock {
  const { limits, warning } = directory.category(categoryId);
  return startClock(now, limits[unit.level], directory.calendar(unit.id), directory.revision, warning);
}

/** The resident's word is awaited for so long. */
const FEEDBACK = { measure: 'calendar-days', count: 15 } as const;

/** The unit that waits for the resident's word; when its clock is over, silence counts as content. */
export const feedbackOf = (unit: Unit, now: Instant, directory: Directory): Holding => ({
  unit: unit.id,
  level: unit.level,
  clock: startClock(now, FEEDBACK, directory.calendar(unit.id), directory.revision),
});

/** The unit one level up, which rules on what a unit asks for; the centre rules on its own. */
export const superiorOf = (unit: string, directory: Directory): Unit => directory.ladder(unit)[0] ?? directory.root;
