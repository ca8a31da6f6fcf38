import { oversees } from '../../domain/case/moves.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { callerOf } from './caller.ts';
import type { HttpEvent } from './endpoint.ts';
import { ProblemError, problem } from './problem.ts';

/** The unit that is asked about, the district unless said; throws as a problem 404 if there is none, 403 to whoever has no post in it or above it. */
export function unitOverseen(event: HttpEvent, directory: Directory, unit: string = directory.root.id): string {
  const { posts } = callerOf(event, directory);
  if (!directory.findUnit(unit))
    throw new ProblemError(problem('not-found', `there is no unit ${unit}; see GET /units`));
  if (!oversees(posts, unit, directory))
    throw new ProblemError(problem('not-yours', `you have no post in ${unit} or above it`));
  return unit;
}
