import type { Directory } from '../../domain/directory/directory.ts';
import { type CivilDate, type Instant, instant, ms } from '../../domain/primitives.ts';
import { zoneOf } from '../../domain/time/zone.ts';
import { ProblemError, problem } from './problem.ts';

const DAY = 86_400_000;

/** A stretch of days in the district's zone, both included; up to now at most, without a beginning `most` days long. */
export function stretchOf(
  { from, to }: { from?: CivilDate | undefined; to?: CivilDate | undefined },
  now: Instant,
  directory: Directory,
  most: number,
): { from: Instant; to: Instant } {
  const calendar = directory.calendar(directory.root.id);
  const zone = zoneOf(calendar.zone);
  const startOf = (date: CivilDate, after = 0): number => zone.firstAt(dayOf(date) + after);
  const end = to === undefined ? ms(now) : Math.min(ms(now), startOf(to, DAY) - 1);
  const begin = from === undefined ? end - most * DAY : startOf(from);
  if (begin > ms(now))
    throw new ProblemError(problem('malformed', `${from} lies ahead; ask for days up to ${calendar.dateOf(ms(now))}`));
  if (begin > end) throw new ProblemError(problem('malformed', `from ${from} is after to ${to}; change them about`));
  return { from: instant(Math.max(0, begin)), to: instant(end) };
}

/** Throws a problem for a day that is in no calendar. */
function dayOf(date: CivilDate): number {
  const day = Date.parse(`${date}T00:00:00.000Z`);
  if (!Number.isNaN(day) && instant(day).startsWith(date)) return day;
  throw new ProblemError(problem('malformed', `${date} is no day of the calendar`));
}
