import type { Actor } from '../../domain/case/decision.ts';
import { working } from '../../domain/case/moves.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { callerOf } from './caller.ts';
import type { HttpEvent } from './endpoint.ts';
import { ProblemError, problem } from './problem.ts';

/** The caller, who works at the centre of the district. Throws 403 for anybody else. */
export function centreClerk(event: HttpEvent, directory: Directory): Actor {
  const caller = callerOf(event, directory);
  if (working(caller.posts).some(({ unit }) => unit === directory.root.id)) return caller;
  const detail = `what residents report is looked through at ${directory.root.name} alone; you have no post there`;
  throw new ProblemError(problem('not-yours', detail));
}
