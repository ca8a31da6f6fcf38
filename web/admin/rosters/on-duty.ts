import type { Roster } from '../../../domain/directory/documents.ts';
import { phonesOnDuty, type Turn, turnsAt, turnsOn } from '../../../domain/directory/duty.ts';
import type { CivilDate } from '../../../domain/primitives.ts';
import type { WorkingCalendar } from '../../../domain/time/calendar.ts';
import { addDays, instantOf } from '../../../domain/time/civil.ts';

/** A part of a day in which the same people are on duty: its ends as clocks show them, who they are, whom to call in turn. */
export interface Stretch {
  from: string;
  to: string;
  turns: Turn[];
  phones: string[];
}

/** A civil day in the zone of the calendar, from its midnight to the next, parted where who is on duty changes. */
export function stretchesOf(roster: Roster, date: CivilDate, calendar: WorkingCalendar): Stretch[] {
  const { start, end } = calendar.day(date);
  const turns = [addDays(date, -1), date].flatMap((day) => turnsOn(roster, day, calendar));
  const edges = turns.flatMap((turn) => [turn.start, turn.end]).filter((edge) => start < edge && edge < end);
  const starts = [...new Set([start, ...edges])].sort((a, b) => a - b);
  const parts = starts.map((at) => ({ at, turns: turnsAt(roster, at, calendar) }));
  const apart = parts.filter(({ turns: own }, n) => n === 0 || !isSame(own, parts[n - 1]?.turns ?? []));
  const wall = (ms: number): string => calendar.wall(ms).slice(11, 16);
  return apart.map(({ at, turns: own }, n) => ({
    from: wall(at),
    to: apart[n + 1] ? wall(apart[n + 1]?.at ?? end) : '24:00',
    turns: own.toSorted((a, b) => Number(a.second) - Number(b.second)),
    phones: phonesOnDuty(roster, instantOf(at), calendar),
  }));
}

const isSame = (a: readonly Turn[], b: readonly Turn[]): boolean =>
  a.length === b.length && a.every(({ phone, second }, n) => phone === b[n]?.phone && second === b[n]?.second);
