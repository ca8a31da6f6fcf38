import type { Roster } from '../../../domain/directory/documents.ts';
import type { Shift } from '../../../domain/directory/shift.ts';
import type { Entry } from './table.ts';

/** A shift and the rows that say it. */
export interface Told {
  shift: Shift;
  file: string;
  lines: number[];
}

/** The shifts of each unit, in the order of the table: rows of the same person, turn and hours on several dates are one. */
export function shiftsByUnit(entries: readonly Entry[]): Map<string, Told[]> {
  const byUnit = Map.groupBy(entries, ({ unit }) => unit);
  return new Map([...byUnit].map(([unit, own]) => [unit, [...Map.groupBy(own, keyOf).values()].map(toldBy)]));
}

const keyOf = ({ file, when, hours, name, phone, second }: Entry): string =>
  JSON.stringify([file, 'days' in when ? when.days : 'dates', hours, name, phone, second]);

function toldBy(entries: Entry[]): Told {
  const [first] = entries;
  if (!first) throw new Error('a group has an entry');
  const { file, when, hours, name, phone, second } = first;
  const dates = entries.flatMap((entry) => ('date' in entry.when ? [entry.when.date] : []));
  const shift = {
    name,
    phone,
    ...(second && { second }),
    hours: [hours],
    ...('days' in when ? { days: when.days } : { dates: dates.toSorted() }),
  };
  return { shift, file, lines: entries.map(({ line }) => line) };
}

/** A row that says again what another one says. */
export function repeatedFaults(entries: readonly Entry[]): string[] {
  const first = new Map<string, number>();
  return entries.flatMap((entry) => {
    const { file, line, ...said } = entry;
    const key = JSON.stringify([file, said]);
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    return before === undefined ? [] : [`${file} line ${line}: says the same as line ${before}: remove one`];
  });
}

/**
 * The rosters with other shifts for the units of the table; standing telephones, leaders and changes stay, but for changes of
 * telephones that have no shift any more. `dropped` counts those by unit.
 */
export function rostersWith(rosters: readonly Roster[], tables: ReadonlyMap<string, readonly Told[]>) {
  const dropped = new Map<string, number>();
  const after = rosters.map((roster): Roster => {
    const told = tables.get(roster.unit);
    if (!told) return roster;
    const shifts = told.map(({ shift }) => shift);
    const { changes, ...rest } = roster;
    const kept = changes?.filter(({ phone }) => shifts.some((shift) => shift.phone === phone));
    if (changes && kept && kept.length < changes.length) dropped.set(roster.unit, changes.length - kept.length);
    return { ...rest, shifts, ...(kept && kept.length > 0 && { changes: kept }) };
  });
  return { rosters: after, dropped };
}
