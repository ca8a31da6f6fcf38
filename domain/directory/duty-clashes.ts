import type { CivilDate } from '../primitives.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { addDays, civilDate, dayNumber, LAST_DAY } from '../time/civil.ts';
import { openDirectory } from './directory.ts';
import type { Documents, Roster } from './documents.ts';
import { isOn, minutesOf, turnsOn } from './duty.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Rows } from './rows.ts';
import type { Shift } from './shift.ts';

/**
 * Two shifts on the first turn at the same time: told once for the later of the two, with the first that it meets and the day.
 * Asked of rows that are sound in all else, as working days are those of the calendar. Shifts by dates are looked at on
 * their dates, those by days through the last announced year, and from their own beginnings.
 */
export function clashFaults(rows: Rows, documents: Documents): Fault[] {
  const directory = openDirectory(documents, '', 0);
  return rows.rosters.flatMap((row) => {
    const roster = row.value;
    if (!roster?.shifts) return [];
    return clashesOf(roster.shifts, directory.calendar(roster.unit)).map(({ later, earlier, date }) => {
      const other = `shifts[${earlier}] ("${roster.shifts?.[earlier]?.name}")`;
      const remedy = 'part their hours, or make one of them second';
      return faultAt(row, ['shifts', later], `is on the first turn together with ${other} on ${date}: ${remedy}`);
    });
  });
}

interface Clash {
  earlier: number;
  later: number;
  date: CivilDate;
}

function clashesOf(all: readonly Shift[], calendar: WorkingCalendar): Clash[] {
  const shifts = all.map((shift, index) => ({ shift, index })).filter(({ shift }) => shift.second !== true);
  const found = new Map<number, Clash>();
  // Minutes of the clock on the wall since 1970, in the order of their beginnings.
  let open: { index: number; end: number }[] = [];
  const days = daysToLookAt(
    shifts.map(({ shift }) => shift),
    calendar,
  );
  for (const number of days) {
    const date = civilDate(number);
    const spans = shifts
      .filter(({ shift, index }) => !found.has(index) && isOn(shift, date, calendar))
      .flatMap(({ shift, index }) =>
        shift.hours
          .map(minutesOf)
          .map(([from, to]) => ({ index, start: number * 1440 + from, end: number * 1440 + to })),
      )
      .sort((a, b) => a.start - b.start);
    for (const { index, start, end } of spans) {
      open = open.filter((one) => one.end > start);
      for (const other of open.filter((one) => one.index !== index)) {
        const [earlier = 0, later = 0] = [index, other.index].sort((a, b) => a - b);
        if (!found.has(later)) found.set(later, { earlier, later, date });
      }
      open.push({ index, end });
    }
  }
  return [...found.values()];
}

const YEAR = 365;
const SOME_WEEKS = 28;
/** Where no calendar says what is announced, any year shows every weekday. */
const ANY_YEAR = '2026-12-31';

/** Numbers of days, in order: dates with the days beside them, and what shows every pattern of days. */
function daysToLookAt(shifts: readonly Shift[], { validThrough }: WorkingCalendar): number[] {
  const last = dayNumber(validThrough ?? ANY_YEAR);
  const stretch = (from: number, length: number) => Array.from({ length }, (_, n) => from + n);
  const dated = shifts.flatMap(({ dates = [] }) => dates).flatMap((date) => stretch(dayNumber(date) - 1, 3));
  const begun = shifts.flatMap(({ from }) => (from === undefined ? [] : stretch(dayNumber(from) - 1, SOME_WEEKS)));
  const weekly = shifts.some(({ days }) => days) ? stretch(last - YEAR + 1, YEAR) : [];
  return [...new Set([...dated, ...begun, ...weekly])]
    .filter((number) => 0 <= number && number <= LAST_DAY)
    .sort((a, b) => a - b);
}

/**
 * The days between the first and the last date of a table on which no first turn begins, leave that nobody stands in for
 * counted; none for a roster without dates. No fault: the second turn and the standing telephones are called.
 */
export function daysWithoutTurn(roster: Roster, calendar: WorkingCalendar): CivilDate[] {
  const dates = (roster.shifts ?? []).filter(({ second }) => !second).flatMap(({ dates: own = [] }) => own);
  const [first, last] = [dates.toSorted()[0], dates.toSorted().at(-1)];
  if (first === undefined || last === undefined) return [];
  const length = dayNumber(last) - dayNumber(first) + 1;
  return Array.from({ length }, (_, n) => addDays(first, n)).filter((date) =>
    turnsOn(roster, date, calendar).every(({ second }) => second),
  );
}
