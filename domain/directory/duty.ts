import type { CivilDate, Instant, Phone } from '../primitives.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { addDays, DAY, dayNumber, MINUTE, weekdayOf } from '../time/civil.ts';
import { zoneOf } from '../time/zone.ts';
import type { Roster } from './documents.ts';
import type { Shift, ShiftChange } from './shift.ts';

/** One interval of a shift on the day on which it begins, changes applied. Epoch milliseconds, half-open. */
export interface Turn {
  name: string;
  phone: Phone;
  second: boolean;
  start: number;
  end: number;
}

/**
 * The telephones to try at an instant, in order, each once, at least one: the first turns, the second ones, then the standing
 * telephones. Shifts keep the clocks of the calendar's zone: a time that clocks skip is the moment they change, one that they
 * show twice is the first of the two, so that shifts which follow each other neither part nor overlap.
 */
export function phonesOnDuty(roster: Roster, at: Instant, calendar: WorkingCalendar): Phone[] {
  const turns = turnsAt(roster, Date.parse(at), calendar);
  const first = turns.filter(({ second }) => !second);
  const rest = turns.filter(({ second }) => second);
  return [...new Set([...[...first, ...rest].map(({ phone }) => phone), ...roster.duty])];
}

/** The turns in which the instant lies, in the order of the roster, those that began yesterday first. */
export function turnsAt(roster: Roster, at: number, calendar: WorkingCalendar): Turn[] {
  if (!roster.shifts) return [];
  const today = calendar.dateOf(at);
  return [addDays(today, -1), today]
    .flatMap((date) => turnsOn(roster, date, calendar))
    .filter(({ start, end }) => start <= at && at < end);
}

/** The turns that begin on a day. */
export function turnsOn(roster: Roster, date: CivilDate, calendar: WorkingCalendar): Turn[] {
  const zone = zoneOf(calendar.zone);
  const midnight = dayNumber(date) * DAY;
  return (roster.shifts ?? []).flatMap((shift) => {
    const who = isOn(shift, date, calendar) ? standIn(shift, date, roster.changes) : undefined;
    if (!who) return [];
    return shift.hours.map(minutesOf).map(([from, to]) => ({
      name: who.name,
      phone: who.phone,
      second: shift.second === true,
      start: zone.firstAt(midnight + from * MINUTE),
      end: zone.firstAt(midnight + to * MINUTE),
    }));
  });
}

/** Whether a shift begins on a day. */
export function isOn(shift: Shift, date: CivilDate, calendar: WorkingCalendar): boolean {
  const { days, dates = [], from = date, through = date } = shift;
  if (!days) return dates.includes(date);
  if (date < from || through < date) return false;
  const kind = calendar.day(date).kind === 'working' ? 'working-day' : 'day-off';
  return days.includes(kind) || days.includes(weekdayOf(dayNumber(date)));
}

/** Who answers on that day; nobody, if it is a leave that nobody stands in for. */
function standIn(
  { name, phone }: Shift,
  date: CivilDate,
  changes: readonly ShiftChange[] = [],
): { name: string; phone: Phone } | undefined {
  const change = changes.findLast((own) => own.phone === phone && own.from <= date && date <= own.through);
  return change ? change.by : { name, phone };
}

/** An interval in minutes since midnight; past 1440 on the next day. */
export function minutesOf([from, to]: Shift['hours'][number]): [number, number] {
  const [start, end] = [minute(from), minute(to)];
  return [start, end > start ? end : end + 24 * 60];
}

const minute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
