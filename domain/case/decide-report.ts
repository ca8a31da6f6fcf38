import type { Directory } from '../directory/directory.ts';
import { gridAt, nearestGrid } from '../directory/geometry.ts';
import type { Instant } from '../primitives.ts';
import type { OpenCase, Report } from './command.ts';
import { intakeOf, openedBy } from './decide-open.ts';
import { type Decision, RESIDENT } from './decision.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/**
 * A resident reports a matter at a grid, the one they name or else the one in which the place lies. The grid has it from
 * then on, and is to accept it: until somebody does, nobody is its first contact.
 */
export function decideReport(report: Report, now: Instant, directory: Directory): Decision {
  const located = locatedIn(report, directory);
  if (isRefusal(located)) return located;
  const intake = intakeOf(located, directory, 'GET /public/form');
  if (isRefusal(intake)) return intake;
  return [openedBy(RESIDENT, { ...located, resident: true }, intake, now, directory)];
}

function locatedIn(report: Report, directory: Directory): OpenCase | Refusal {
  const { grid, place } = report;
  if (grid !== undefined) return { ...report, grid };
  if (!place) return refuse('nowhere', 'say where it is: a "grid" from GET /public/form, or a "place"');
  const at = [place.longitude, place.latitude] as const;
  const { units } = directory.documents;
  const found = gridAt(units, at);
  if (found) return { ...report, grid: found.id };
  const near = nearestGrid(units, at);
  const nearest = near ? `; the nearest is ${near.grid.name} (${near.grid.id}), ${Math.round(near.metres)} m away` : '';
  const message = `${at.join(', ')} lies in no grid of ${directory.root.name}${nearest}; choose the village and its grid by name, and send "grid"`;
  return refuse('outside-district', message);
}
