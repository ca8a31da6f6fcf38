import type { CivilDate } from '../primitives.ts';
import type { Calendar } from './calendar-document.ts';
import { civilDate, DAY, dayNumber, LAST_DAY, MINUTE } from './civil.ts';
import { type Day, dayBook } from './working-day.ts';
import { zoneOf } from './zone.ts';

export type { Day } from './working-day.ts';

/**
 * Working time of one unit. Instants are epoch milliseconds, minutes may be fractions down to the millisecond.
 * Every answer depends on the calendar alone, never on what was asked before. Whatever looks for working time throws a
 * RangeError if there is none within 400 days or before the year 10000.
 */
export interface WorkingCalendar {
  zone: string;
  /** The last date that every layer which says so has announced; null if they hold for ever. */
  validThrough: CivilDate | null;
  /** Ids of the layers, nearest first. */
  sources: string[];
  day(date: CivilDate): Day;
  /** The civil date in the zone. A date once begun is not left again when clocks go back over midnight. */
  dateOf(ms: number): CivilDate;
  /** What clocks in the zone show, like `2026-02-14T18:00:00.000`. */
  wall(ms: number): string;
  isWorking(ms: number): boolean;
  /** The first working instant from `ms` on; `ms` itself while working. */
  nextWorking(ms: number): number;
  /** The earliest instant by which so many working minutes have passed: an end of work rather than the next start. */
  addWorking(ms: number, minutes: number): number;
  /** The latest instant since which so many working minutes have passed: a start of work rather than the end before. */
  subtractWorking(ms: number, minutes: number): number;
  /** Working minutes from `a` to `b`; negative if `b` is before `a`. */
  workingBetween(a: number, b: number): number;
  /** The close of the n-th working day after the civil day of `ms`; n is at least 1. */
  closeAfter(ms: number, workingDays: number): number;
  /** Midnight at the end of the n-th day after the civil day of `ms`. */
  midnightAfterDays(ms: number, days: number): number;
  /** The end of the last interval. Throws a RangeError for a day off. */
  endOfWorkingDay(date: CivilDate): number;
  /** The start of the next civil day. */
  midnightAfter(date: CivilDate): number;
}

const LONGEST_BREAK = 400;

/**
 * The calendar that the layers make together; nearest first: unit, township, district, national. The nearest that says
 * something wins, for the zone, the week and each date alike. Throws a RangeError if no layer states a zone or a week.
 * It keeps the days it has made: make one per directory revision and list of layers, and use it again.
 */
export function workingCalendar(layers: readonly Calendar[]): WorkingCalendar {
  const sources = layers.map((layer) => layer.id);
  const zoneName = nearest(layers, 'zone');
  const zone = zoneOf(zoneName);
  const dayAt = dayBook(zone, nearest(layers, 'week'), layers);

  function numberAt(ms: number): number {
    let number = Math.floor((ms + zone.offsetAt(ms)) / DAY);
    while (dayAt(number).end <= ms) number++;
    return number;
  }

  /** The nearest working day from this one on, going forward (step 1) or back (step -1). */
  function workingFrom(number: number, step: 1 | -1): number {
    for (let at = number; at !== number + LONGEST_BREAK * step; at += step) {
      if (at > LAST_DAY) throw new RangeError('the limit runs past the year 9999; use a shorter one');
      if (dayAt(at).intervals.length > 0) return at;
    }
    const [direction, date] = [step > 0 ? 'after' : 'before', civilDate(number)];
    throw new RangeError(
      `no working time within ${LONGEST_BREAK} days ${direction} ${date} in calendar ${sources.join(' > ')}; give its week some hours`,
    );
  }

  function nextWorking(ms: number): number {
    for (let number = workingFrom(numberAt(ms), 1); ; number = workingFrom(number + 1, 1)) {
      for (const [start, end] of dayAt(number).intervals) if (ms < end) return Math.max(ms, start);
    }
  }

  function addWorking(ms: number, minutes: number): number {
    let left = millisecondsOf(minutes);
    if (left === 0) return ms;
    for (let number = workingFrom(numberAt(ms), 1); ; number = workingFrom(number + 1, 1)) {
      for (const [start, end] of dayAt(number).intervals) {
        const from = Math.max(ms, start);
        if (end - from >= left) return from + left;
        left -= Math.max(0, end - from);
      }
    }
  }

  function subtractWorking(ms: number, minutes: number): number {
    let left = millisecondsOf(minutes);
    if (left === 0) return ms;
    for (let number = workingFrom(numberAt(ms), -1); ; number = workingFrom(number - 1, -1)) {
      const { intervals } = dayAt(number);
      for (let index = intervals.length - 1; index >= 0; index--) {
        const [start = 0, end = 0] = intervals[index] ?? [];
        const to = Math.min(ms, end);
        if (to - start >= left) return to - left;
        left -= Math.max(0, to - start);
      }
    }
  }

  function workingBetween(a: number, b: number): number {
    if (b < a) return -workingBetween(b, a);
    const last = numberAt(b);
    let sum = 0;
    for (let number = numberAt(a); number <= last; number++) sum += workingWithin(dayAt(number), a, b);
    return sum / MINUTE;
  }

  function closeAfter(ms: number, workingDays: number): number {
    let number = numberAt(ms);
    for (let count = 0; count < workingDays; count++) number = workingFrom(number + 1, 1);
    return closeOf(dayAt(number));
  }

  return {
    zone: zoneName,
    validThrough: earliestValidThrough(layers),
    sources,
    day: (date) => dayAt(dayNumber(date)),
    dateOf: (ms) => dayAt(numberAt(ms)).date,
    wall: (ms) => new Date(ms + zone.offsetAt(ms)).toISOString().slice(0, -1),
    isWorking: (ms) => dayAt(numberAt(ms)).intervals.some(([start, end]) => start <= ms && ms < end),
    nextWorking,
    addWorking,
    subtractWorking,
    workingBetween,
    closeAfter,
    midnightAfterDays: (ms, days) => dayAt(numberAt(ms) + days).end,
    endOfWorkingDay: (date) => closeOf(dayAt(dayNumber(date))),
    midnightAfter: (date) => dayAt(dayNumber(date)).end,
  };
}

/** Working milliseconds of a day that lie between two instants. */
export function workingWithin(day: Day, from: number, to: number): number {
  if (from <= day.start && day.end <= to) return day.working;
  let sum = 0;
  for (const [start, end] of day.intervals) sum += Math.max(0, Math.min(end, to) - Math.max(start, from));
  return sum;
}

function closeOf(day: Day): number {
  const last = day.intervals.at(-1);
  if (!last) throw new RangeError(`${day.date} is a day off and has no end of work; ask for a working day`);
  return last[1];
}

function millisecondsOf(minutes: number): number {
  if (!(minutes >= 0)) throw new RangeError(`${minutes} working minutes cannot be counted; give a number from 0 up`);
  return Math.round(minutes * MINUTE);
}

function nearest<Part extends 'zone' | 'week'>(layers: readonly Calendar[], part: Part): NonNullable<Calendar[Part]> {
  for (const layer of layers) {
    const said = layer[part];
    if (said) return said;
  }
  const ids = layers.map((layer) => layer.id).join(', ') || 'none at all';
  throw new RangeError(`no calendar states a ${part} (asked: ${ids}); state one in the national calendar`);
}

function earliestValidThrough(layers: readonly Calendar[]): CivilDate | null {
  const ends = layers.flatMap((layer) => (layer.validThrough ? [layer.validThrough] : []));
  return ends.sort()[0] ?? null;
}
