import * as z from 'zod/mini';
import type { Recorded } from '../case/event.ts';
import { type Directory, openDirectory } from '../directory/directory.ts';
import { Category, Roster, Unit } from '../directory/documents.ts';
import { Calendar } from '../time/calendar-document.ts';
import { named, texts } from './named.ts';

/**
 * What a directory of one revision says about one case: its category, the units that touched it with all above them,
 * whom to call there, and the calendars that count for them. Enough to work out every clock of that revision again.
 */
export const Policy = z.strictObject({
  revision: z.int(),
  categories: z.array(Category),
  units: z.array(Unit),
  rosters: z.array(Roster),
  calendars: z.array(Calendar),
});
export type Policy = z.infer<typeof Policy>;

/** The revisions of the directory by which clocks in a history were set, each once, in order. */
export const revisionsOf = (history: readonly Recorded[]): number[] =>
  [...new Set(named('directory', history).filter((revision) => typeof revision === 'number'))].toSorted(
    (a, b) => a - b,
  );

/** The part of a directory that concerns a history. Borders of units are left out: no deadline depends on them. */
export function policyOf(history: readonly Recorded[], directory: Directory): Policy {
  const said = new Set(texts(history));
  const touched = [...said].filter((id) => directory.findUnit(id));
  const concerned = new Set(touched.flatMap((id) => directory.lineage(id).map((unit) => unit.id)));
  const called = new Set(touched.map((id) => directory.roster(id)));
  const { documents } = directory;
  return {
    revision: directory.revision,
    categories: documents.categories.filter(({ id }) => said.has(id)),
    units: documents.units.filter(({ id }) => concerned.has(id)).map(({ boundary: _, ...unit }) => unit),
    rosters: documents.rosters.filter((roster) => called.has(roster)),
    calendars: documents.calendars.filter(({ unit }) => unit === undefined || concerned.has(unit)),
  };
}

/** A directory that knows no more than the policy does. */
export const openPolicy = ({ revision, ...documents }: Policy, district: string): Directory =>
  openDirectory({ ...documents, officers: [] }, district, revision);
