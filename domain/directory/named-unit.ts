import type { Directory } from './directory.ts';
import type { Level, Unit } from './documents.ts';
import { fold } from './fold-text.ts';

/**
 * The unit in service to which an address leads: the grid whose name it has in it; else the village or community, else the
 * township, else the district centre. Names count with their villages and townships, the longest most; a township that is
 * named outright rules out what lies in others. What names several alike leads to the unit that all of them lie in.
 */
export function unitNamed(directory: Directory, address: string): Unit {
  const text = fold(address);
  const units = directory.documents.units.filter(({ retired }) => !retired);
  const said = new Map(units.map((unit) => [unit.id, saidOf(unit, text)]));
  const outright = units.filter((unit) => unit.level === 'township' && text.includes(fold(unit.name)));
  const isThere = ({ id }: Unit): boolean =>
    outright.length === 0 || outright.some((township) => directory.isWithin(id, township.id));
  for (const level of NAMED) {
    const fitting = units
      .filter((unit) => unit.level === level && (said.get(unit.id) ?? 0) > 0 && isThere(unit))
      .map((unit) => ({
        unit,
        said: directory.lineage(unit.id).reduce((sum, step) => sum + (said.get(step.id) ?? 0), 0),
      }));
    const most = Math.max(...fitting.map((own) => own.said));
    const best = fitting.filter((own) => own.said === most).map(({ unit }) => unit);
    if (best.length > 0) return meetingOf(best, directory);
  }
  return directory.root;
}

const NAMED: readonly Level[] = ['grid', 'village', 'township'];

/** The lowest unit in service in which all of them lie; of one, itself. */
const meetingOf = ([first, ...rest]: readonly Unit[], directory: Directory): Unit =>
  (first ? [first, ...directory.ladder(first.id)] : []).find((step) =>
    rest.every(({ id }) => directory.isWithin(id, step.id)),
  ) ?? directory.root;

/** How many characters of a folded text name a unit: its whole name, or the name without what kind of place it is. */
function saidOf({ name, nameEn = '' }: Unit, text: string): number {
  const whole = [name, nameEn].map(fold).filter((own) => own !== '' && isWhole(text, own));
  const stem = fold(name).replace(KIND, '');
  const isStem = stem.length >= 2 && stem !== fold(name) && stemsIn(text, stem);
  return Math.max(isStem ? stem.length : 0, ...whole.map(({ length }) => length));
}

/** It is there, and not as the beginning of another: Grid 1 in Grid 12. */
const isWhole = (text: string, name: string): boolean =>
  text
    .split(name)
    .slice(1)
    .some((rest) => !(/[a-z0-9]$/.test(name) && /^[a-z0-9]/.test(rest)));

const KIND = /(?:社区|街道|村|镇|乡)$/u;
/** What follows where a stem is only the beginning of another name: 双河 in 双河口村, 沙湾 in 沙湾区. */
const ANOTHER = /^(?:[区县市]|\p{Script=Han}{1,2}(?:村|社区|镇|乡|街道))/u;
/** A kind of place as people write it for another: the village as community. */
const OWN = /^(?:村|社区|镇|乡|街道|居委会|村委会)/u;

function stemsIn(text: string, stem: string): boolean {
  const after = text.split(stem).slice(1);
  return after.some((rest) => OWN.test(rest) || !ANOTHER.test(rest));
}
