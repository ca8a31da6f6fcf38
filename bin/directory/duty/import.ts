import * as z from 'zod/mini';
import { openDirectory } from '../../../domain/directory/directory.ts';
import { Roster, Unit } from '../../../domain/directory/documents.ts';
import { daysWithoutTurn } from '../../../domain/directory/duty-clashes.ts';
import type { Fault } from '../../../domain/directory/fault.ts';
import { Calendar } from '../../../domain/time/calendar-document.ts';
import { Mistake } from '../../mistake.ts';
import type { DirectoryApi } from '../api.ts';
import type { Source } from '../files.ts';
import type { Sheet } from '../sheet.ts';
import type { Read } from './cells.ts';
import { repeatedFaults, rostersWith, shiftsByUnit, type Told } from './shifts.ts';
import { readTable } from './table.ts';

/** Rosters that duty tables make of those in force at a revision, and what people should know of it. */
export type DutyReading = { source: Source; revision: number; notes: string[] } | { faults: string[] };

/**
 * Reads duty tables against the units, rosters and calendars in force. Answers every fault of every row at once. A table
 * replaces the shifts of the units that it names, and nothing else.
 */
export async function readDuty(api: DirectoryApi, sheets: readonly Sheet[]): Promise<DutyReading> {
  const { revision, units, rosters, calendars } = await inForce(api);
  const unitOf = unitFinder(units, new Set(rosters.map(({ unit }) => unit)));
  const tables = sheets.map((sheet) => ({ file: sheet.file, ...readTable(sheet, unitOf) }));
  const entries = tables.flatMap((table) => table.entries);
  const faults = [...tables.flatMap((table) => table.faults), ...repeatedFaults(entries)];
  if (faults.length > 0) return { faults };
  const byUnit = shiftsByUnit(entries);
  const { rosters: rows, dropped } = rostersWith(rosters, byUnit);
  const directory = openDirectory({ units, rosters: rows, calendars, officers: [], categories: [] }, '', revision);
  const notes = [
    ...tables.flatMap(({ file, unread }) => (unread.length > 0 ? [`${file}: not read: ${unread.join(', ')}`] : [])),
    ...[...dropped].map(([unit, count]) => `${unit}: changes of shifts that are gone, taken out: ${count}`),
    ...rows
      .filter(({ unit }) => byUnit.has(unit))
      .flatMap((roster) => holeNotes(roster.unit, daysWithoutTurn(roster, directory.calendar(roster.unit)))),
  ];
  const file = sheets.map((sheet) => sheet.file).join(', ');
  return { source: { kind: 'rosters', file, rows, place: placeIn(byUnit) }, revision, notes };
}

async function inForce(api: DirectoryApi) {
  const [units, rosters, calendars] = await Promise.all([
    api.rows('units'),
    api.rows('rosters'),
    api.rows('calendars'),
  ]);
  const { revision } = units;
  if (rosters.revision !== revision || calendars.revision !== revision) {
    throw new Mistake('the directory changed while it was read: import again');
  }
  return {
    revision,
    units: z.array(Unit).parse(units.rows),
    rosters: z.array(Roster).parse(rosters.rows),
    calendars: z.array(Calendar).parse(calendars.rows),
  };
}

function unitFinder(units: readonly Unit[], withRoster: ReadonlySet<string>) {
  return (text: string): Read<string> => {
    const found = units.filter(({ id, name, nameEn }) => [id, name, nameEn].includes(text));
    const ids = found.some(({ id }) => id === text) ? [text] : found.map(({ id }) => id);
    const [id] = ids;
    if (id === undefined) return { ok: false, words: 'is not a unit: give its name or its id' };
    if (ids.length > 1) return { ok: false, words: `is the name of ${ids.join(', ')}: give the id` };
    if (withRoster.has(id)) return { ok: true, value: id };
    return { ok: false, words: `has no roster (${id}): add one with its standing telephones first` };
  };
}

const MOST_DAYS = 10;

function holeNotes(unit: string, days: readonly string[]): string[] {
  if (days.length === 0) return [];
  const more = days.length > MOST_DAYS ? ` and ${days.length - MOST_DAYS} more days` : '';
  const whom = 'the second turn or the standing telephones are called';
  return [`${unit}: nobody on the first turn on ${days.slice(0, MOST_DAYS).join(', ')}${more}: ${whom}`];
}

/** The lines of the table that a fault of a shift comes from. */
const placeIn =
  (byUnit: ReadonlyMap<string, readonly Told[]>) =>
  ({ id, path }: Fault): string | undefined => {
    const index = /^shifts\[(\d+)\]/.exec(path)?.[1];
    const told = index === undefined ? undefined : byUnit.get(id)?.[Number(index)];
    if (!told) return undefined;
    const { file, lines } = told;
    return `${file} ${lines.length > 1 ? 'lines' : 'line'} ${lines.join(', ')} (${id})`;
  };
