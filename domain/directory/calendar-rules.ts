import { workingCalendar } from '../time/calendar.ts';
import type { Calendar, Week } from '../time/calendar-document.ts';
import { civilDate, dayNumber } from '../time/civil.ts';
import { zoneOf } from '../time/zone.ts';
import { accepts, realDateFaults } from './date-rules.ts';
import { type Fault, faultAt, faultOf, type Path, type Row, textOf } from './fault.ts';
import { type Rows, valuesOf } from './rows.ts';

type Hours = NonNullable<Week['monday']>;

/**
 * Calendars of known units, with zones, hours and dates that exist, one answer a unit and date, a national calendar
 * below all, and working days in every year.
 */
export function calendarFaults({ units, calendars }: Rows): Fault[] {
  const known = new Set(units.map(({ id }) => id));
  const own = calendars.flatMap((row) => (row.value ? ownFaults(row, row.value, known) : []));
  const faults = [...own, ...sharedFaults(calendars), ...nationalFaults(calendars)];
  // What the layers make together can only be asked once each of them is sound.
  const sound = faults.length === 0 && calendars.every(({ value }) => value);
  return sound ? calendars.flatMap((row) => viewFaults(row, layersOf(row, units, calendars))) : faults;
}

function ownFaults(row: Row<Calendar>, calendar: Calendar, known: ReadonlySet<string>): Fault[] {
  const { unit, zone, week = {}, dates = [], validThrough } = calendar;
  return [
    ...(unit === undefined || known.has(unit) ? [] : [faultAt(row, ['unit'], 'is not a unit: add it or correct it')]),
    ...(zone === undefined || isZone(zone)
      ? []
      : [faultAt(row, ['zone'], 'is not a time zone: use one like Asia/Shanghai')]),
    ...Object.entries(week).flatMap(([day, hours]) => hoursFaults(row, ['week', day], hours)),
    ...dates.flatMap((_, index) => dateFaults(row, calendar, index)),
    ...realDateFaults(row, ['validThrough'], validThrough),
  ];
}

function dateFaults(row: Row<Calendar>, { dates = [] }: Calendar, index: number): Fault[] {
  const override = dates[index];
  if (!override) return [];
  const { date, is, like, hours } = override;
  const path = ['dates', index];
  const first = dates.findIndex((other) => other.date === date);
  const off = is === 'off';
  return [
    ...realDateFaults(row, [...path, 'date'], date),
    ...(first < index ? [faultAt(row, [...path, 'date'], `already stands in dates[${first}]: remove one`)] : []),
    ...(off && like ? [faultAt(row, [...path, 'like'], 'cannot stand on a day off: remove it or say working')] : []),
    ...(off && hours
      ? [faultAt(row, [...path, 'hours'], 'cannot stand on a day off: remove them or say working')]
      : []),
    ...(like && hours ? [faultAt(row, [...path, 'like'], 'stands beside hours: give one of the two')] : []),
    ...(!off && hours?.length === 0 ? [faultAt(row, [...path, 'hours'], 'are none: give hours or say off')] : []),
    ...hoursFaults(row, [...path, 'hours'], hours ?? []),
  ];
}

function hoursFaults(row: Row<Calendar>, path: Path, hours: Hours): Fault[] {
  return hours.flatMap(([from, to], index) => {
    const before = hours[index - 1]?.[1];
    return [
      ...(from < to ? [] : [faultAt(row, [...path, index], 'must end after it begins: divide a night at 24:00')]),
      ...(before === undefined || before <= from
        ? []
        : [faultAt(row, [...path, index], `begins before ${before}, the end of the one before: order and part them`)]),
    ];
  });
}

/** Two calendars of one unit stand beside each other: neither may contradict the other. */
function sharedFaults(calendars: readonly Row<Calendar>[]): Fault[] {
  const first = new Map<string, Row>();
  const claim = (row: Row, path: Path, what: string): Fault[] => {
    const key = `${textOf(row.raw, 'unit') ?? ''} ${what}`;
    const before = first.get(key) ?? row;
    first.set(key, before);
    const words = `is stated by calendar "${before.id}" of the same unit too: state it in one`;
    return before === row ? [] : [faultAt(row, path, words)];
  };
  return calendars.flatMap((row) => [
    ...(row.value?.zone ? claim(row, ['zone'], 'zone') : []),
    ...(row.value?.week ? claim(row, ['week'], 'week') : []),
    ...(row.value?.dates ?? []).flatMap(({ date }, index) => claim(row, ['dates', index, 'date'], date)),
  ]);
}

function nationalFaults(calendars: readonly Row<Calendar>[]): Fault[] {
  const national = calendars.filter(({ raw }) => textOf(raw, 'unit') === undefined);
  if (national.some(({ value }) => value === undefined)) return [];
  return (['zone', 'week'] as const)
    .filter((part) => !national.some(({ value }) => value?.[part]))
    .map((part) => faultOf('calendars', `no national calendar states a ${part}: give one without a unit that does`));
}

/** The calendars that a calendar's own unit sees, nearest first. */
function layersOf(row: Row<Calendar>, units: Rows['units'], calendars: Rows['calendars']): Calendar[] {
  const parents = new Map(units.map(({ id, raw }) => [id, textOf(raw, 'parent')]));
  const line = new Set<string | undefined>();
  for (let at = row.value?.unit; at !== undefined && !line.has(at); at = parents.get(at)) line.add(at);
  line.add(undefined);
  return [...line].flatMap((unit) => valuesOf(calendars).filter((calendar) => calendar.unit === unit));
}

function viewFaults(row: Row<Calendar>, layers: readonly Calendar[]): Fault[] {
  const week = layers.find((layer) => layer.week)?.week ?? {};
  if (Object.values(week).every((hours) => hours.length === 0)) {
    return row.value?.week ? [faultAt(row, ['week'], 'has no hours on any day: give at least one day hours')] : [];
  }
  return [...likeFaults(row, week), ...idleYearFaults(row, layers)];
}

function likeFaults(row: Row<Calendar>, week: Week): Fault[] {
  return (row.value?.dates ?? []).flatMap(({ like }, index) => {
    const fits = like === undefined || (week[like] ?? []).length > 0;
    return fits
      ? []
      : [faultAt(row, ['dates', index, 'like'], 'has no hours in the week: name another day, or give hours')];
  });
}

/** A limit that starts in a year without working days would never end. */
function idleYearFaults(row: Row<Calendar>, layers: readonly Calendar[]): Fault[] {
  const calendar = workingCalendar(layers);
  const years = new Set(layers.flatMap(({ dates = [] }) => dates.map(({ date }) => date.slice(0, 4))));
  return [...years]
    .filter((year) => !daysOf(year).some((date) => calendar.day(date).kind === 'working'))
    .map((year) => faultAt(row, ['dates'], `leave no working day in ${year}: take some off the list`));
}

function daysOf(year: string): string[] {
  const from = dayNumber(`${year}-01-01`);
  const to = dayNumber(`${year}-12-31`);
  return Array.from({ length: to - from + 1 }, (_, index) => civilDate(from + index));
}

const isZone = (name: string): boolean => accepts(zoneOf, name);
