import type { Instant, Phone } from '../primitives.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { workingCalendar } from '../time/calendar.ts';
import type { Calendar } from '../time/calendar-document.ts';
import type { Category, Documents, Officer, Roster, Unit } from './documents.ts';
import { phonesOnDuty } from './duty.ts';

/**
 * A directory of one revision, indexed: what every decision is made against. Looking up a key that a checked directory
 * must contain faults; a key that came from outside is asked for with `find…`, which answers undefined.
 */
export interface Directory {
  district: string;
  revision: number;
  documents: Documents;
  root: Unit;
  unit(id: string): Unit;
  findUnit(id: string): Unit | undefined;
  findCategory(id: string): Category | undefined;
  category(id: string): Category;
  officerBySubject(subject: string): Officer | undefined;
  /** Whose registered telephone this is, in E.164. */
  officerByPhone(phone: string): Officer | undefined;
  findOfficer(id: string): Officer | undefined;
  /** The unit and everything above it, nearest first. */
  lineage(id: string): readonly Unit[];
  /** The units above that are in service, nearest first: where a case can go up to. */
  ladder(id: string): readonly Unit[];
  isWithin(id: string, ancestor: string): boolean;
  children(id: string): readonly Unit[];
  /** The township above a unit; the district for the centre and for departments: how open cases are grouped. */
  branch(id: string): string;
  /** The nearest roster up the line: whom to call for this unit. */
  roster(id: string): Roster;
  /** The telephones to try for a unit at an instant, in order, each once: those of `roster`, by the calendar of its unit. */
  onDuty(id: string, at: Instant): readonly Phone[];
  calendar(id: string): WorkingCalendar;
}

const indexBy = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T> =>
  new Map(rows.map((row) => [key(row), row]));

/** Indexes documents that `readDocuments` accepted. Costs one pass; calendars are made when first asked for. */
export function openDirectory(documents: Documents, district: string, revision: number): Directory {
  const units = indexBy(documents.units, (unit) => unit.id);
  const categories = indexBy(documents.categories, (category) => category.id);
  const officers = indexBy(documents.officers, (officer) => officer.id);
  const subjects = indexBy(documents.officers, (officer) => officer.subject);
  const phones = new Map(documents.officers.flatMap((officer) => (officer.phone ? [[officer.phone, officer]] : [])));
  const rosters = indexBy(documents.rosters, (roster) => roster.unit);
  const children = Map.groupBy(documents.units, (unit) => unit.parent);
  const layers = Map.groupBy(documents.calendars, (calendar) => calendar.unit);
  const calendars = new Map<string, WorkingCalendar>();
  const calendarOf = new Map<string, WorkingCalendar>();
  const lineages = new Map<string, readonly Unit[]>();

  const must = <T>(row: T | undefined, kind: string, id: string): T => {
    if (row === undefined) throw new Error(`directory revision ${revision} has no ${kind} ${id}`);
    return row;
  };
  const unit = (id: string): Unit => must(units.get(id), 'unit', id);
  const lineage = (id: string): readonly Unit[] => {
    const known = lineages.get(id);
    if (known) return known;
    const own = unit(id);
    const line = own.parent === undefined ? [own] : [own, ...lineage(own.parent)];
    lineages.set(id, line);
    return line;
  };
  const layersFor = (id: string): Calendar[] => [
    ...lineage(id).flatMap((step) => layers.get(step.id) ?? []),
    ...(layers.get(undefined) ?? []),
  ];

  const roster = (id: string): Roster =>
    must(
      lineage(id)
        .map((step) => rosters.get(step.id))
        .find(Boolean),
      'roster for',
      id,
    );
  const calendar = (id: string): WorkingCalendar => {
    const known = calendarOf.get(id);
    if (known) return known;
    // Units that see the same layers share one calendar, so that its days are worked out once.
    const own = layersFor(id);
    const key = own.map((layer) => layer.id).join(' ');
    const made = calendars.get(key) ?? workingCalendar(own);
    calendars.set(key, made);
    calendarOf.set(id, made);
    return made;
  };

  return {
    district,
    revision,
    documents,
    root: must(children.get(undefined)?.[0], 'unit', 'without a parent'),
    unit,
    findUnit: (id) => units.get(id),
    findCategory: (id) => categories.get(id),
    category: (id) => must(categories.get(id), 'category', id),
    officerBySubject: (subject) => subjects.get(subject),
    officerByPhone: (phone) => phones.get(phone),
    findOfficer: (id) => officers.get(id),
    lineage,
    ladder: (id) =>
      lineage(id)
        .slice(1)
        .filter((step) => !step.retired),
    isWithin: (id, ancestor) => lineage(id).some((step) => step.id === ancestor),
    children: (id) => children.get(id) ?? [],
    branch: (id) =>
      (lineage(id).find((step) => step.level === 'township') ?? must(lineage(id).at(-1), 'root of', id)).id,
    roster,
    onDuty: (id, at) => {
      const nearest = roster(id);
      return phonesOnDuty(nearest, at, calendar(nearest.unit));
    },
    calendar,
  };
}
