import type { CivilDate, TimeOfDay } from '../primitives.ts';
import type { Calendar, DateOverride, Week } from './calendar-document.ts';
import { civilDate, DAY, MINUTE, type Weekday, weekdayOf } from './civil.ts';
import type { Zone } from './zone.ts';

/** One civil day in a zone. Instants are epoch milliseconds; intervals are half-open, in order and apart. */
export interface Day {
  date: CivilDate;
  kind: 'working' | 'off';
  /** What the week alone says of it. */
  usual: 'working' | 'off';
  /** True if the calendar says something about this very date; then `name` is what it calls it. */
  override: boolean;
  name?: string;
  /** Midnight that begins it, and midnight that ends it. */
  start: number;
  end: number;
  intervals: readonly (readonly [number, number])[];
  /** Working milliseconds. */
  working: number;
}

type Hours = NonNullable<Week[Weekday]>;
type Span = readonly [number, number];

// About eleven years of days, some two megabytes.
const MOST_DAYS = 4_000;

/** Days by their number since 1970, each made once and kept. */
export function dayBook(zone: Zone, week: Week, layers: readonly Calendar[]): (number: number) => Day {
  const overrides = nearestOverrides(layers);
  const days = new Map<number, Day>();

  return (number) => {
    const known = days.get(number);
    if (known) return known;
    const day = makeDay(number, zone, week, overrides);
    if (days.size >= MOST_DAYS) days.clear();
    days.set(number, day);
    return day;
  };
}

function nearestOverrides(layers: readonly Calendar[]): Map<CivilDate, DateOverride> {
  const nearest = new Map<CivilDate, DateOverride>();
  for (const layer of layers.toReversed()) {
    for (const override of layer.dates ?? []) nearest.set(override.date, override);
  }
  return nearest;
}

function makeDay(number: number, zone: Zone, week: Week, overrides: Map<CivilDate, DateOverride>): Day {
  const date = civilDate(number);
  const override = overrides.get(date);
  const usual = week[weekdayOf(number)] ?? [];
  const hours = override ? overriddenHours(override, usual, week) : usual;
  const at = (minutes: number) => zone.firstAt(number * DAY + minutes * MINUTE);
  const intervals = spansOf(hours)
    .map(([from, to]): Span => [at(from), at(to)])
    .filter(([from, to]) => from < to);
  return {
    date,
    kind: intervals.length > 0 ? 'working' : 'off',
    usual: usual.length > 0 ? 'working' : 'off',
    override: override !== undefined,
    ...(override && { name: override.name }),
    start: at(0),
    end: at(24 * 60),
    intervals,
    working: intervals.reduce((sum, [from, to]) => sum + to - from, 0),
  };
}

/** A day made working without hours of its own: those of `like`, else its usual ones, else Monday's, else the first of the week. */
function overriddenHours(override: DateOverride, usual: Hours, week: Week): Hours {
  if (override.is === 'off') return [];
  if (override.hours) return override.hours;
  const candidates = [override.like && week[override.like], usual, week.monday, ...Object.values(week)];
  return candidates.find((hours) => hours && hours.length > 0) ?? [];
}

/** Hours as minutes of the day, in order, touching or overlapping ones made one. */
function spansOf(hours: Hours): Span[] {
  const spans: [number, number][] = [];
  for (const [from, to] of hours.map(parseSpan).sort(([a], [b]) => a - b)) {
    const last = spans.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
  }
  return spans;
}

function parseSpan([from, to]: readonly [TimeOfDay, TimeOfDay]): Span {
  const span: Span = [minuteOf(from), minuteOf(to)];
  if (span[0] >= span[1]) {
    throw new RangeError(`working hours ${from}–${to} do not end after they begin; divide a night at 24:00`);
  }
  return span;
}

function minuteOf(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
