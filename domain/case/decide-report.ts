import type { Directory } from '../directory/directory.ts';
import type { Unit } from '../directory/documents.ts';
import { gridNear, nearestGrid } from '../directory/geometry.ts';
import { unitNamed } from '../directory/named-unit.ts';
import type { Instant } from '../primitives.ts';
import type { Report } from './command.ts';
import { categoryOf, gridOf, openedBy } from './decide-open.ts';
import { type Decision, RESIDENT } from './decision.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

const SEE = 'GET /public/form';

/**
 * A resident reports a matter at a grid: the one they name, else the one in which the place lies, else the one that the address
 * names. An address that names none begins at the station of the village it names, else at the township, else at the district
 * centre, to be placed from there. A place outside the district counts for nothing beside a grid or an address. Whoever has it is to accept it: until somebody does, nobody is its first contact.
 */
export function decideReport(report: Report, now: Instant, directory: Directory): Decision {
  const unit = unitOf(report, directory);
  if (isRefusal(unit)) return unit;
  const category = categoryOf(report.category, directory, SEE);
  if (isRefusal(category)) return category;
  const told = toldOf(isHere(report, directory) ? report : withoutPlace(report));
  return [openedBy(RESIDENT, { ...told, resident: true }, { unit, category }, now, directory)];
}

function unitOf({ grid, place, address }: Report, directory: Directory): Unit | Refusal {
  if (grid !== undefined) return gridOf(grid, directory, SEE);
  const named = address === undefined ? undefined : unitNamed(directory, address);
  if (!place) return named ?? refuse('nowhere', `say where it is: a "grid" from ${SEE}, a "place" or an "address"`);
  const at = [place.longitude, place.latitude] as const;
  const { units } = directory.documents;
  const found = gridNear(units, at);
  if (found) return found;
  // Somebody elsewhere may tell of a place here.
  if (named && named.level !== 'district') return named;
  const near = nearestGrid(units, at);
  const nearest = near ? `; the nearest is ${near.grid.name} (${near.grid.id}), ${Math.round(near.metres)} m away` : '';
  const message = `${at.join(', ')} lies in no grid of ${directory.root.name}${nearest}; name its grid or its address instead`;
  return refuse('outside-district', message);
}

/** Where somebody stands who tells of a place here, when that is elsewhere, is nothing that a map should show. Without borders all is here. */
function isHere({ place }: Report, { documents: { units } }: Directory): boolean {
  const at = place && ([place.longitude, place.latitude] as const);
  return !at || nearestGrid(units, at) === undefined || gridNear(units, at) !== undefined;
}

const withoutPlace = ({ place: _, ...report }: Report): Report => report;

/** An address stands beside the position it belongs to; without one it stands with the words. */
function toldOf({ address, place, words, ...report }: Report): Omit<Report, 'grid' | 'address'> {
  if (address === undefined) return { ...report, words, ...(place && { place }) };
  return place ? { ...report, words, place: { address, ...place } } : { ...report, words: withAddress(words, address) };
}

export const withAddress = (words: string, address: string): string => `${words}\n地址：${address}`;
