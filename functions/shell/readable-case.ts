import type { Actor } from '../../domain/case/decision.ts';
import { mayRead } from '../../domain/case/moves.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { callerOf } from './caller.ts';
import { noSuchCase, ulidIn } from './case-path.ts';
import type { HttpEvent } from './endpoint.ts';
import type { Desk } from './execute.ts';
import { means } from './execute.ts';
import { ProblemError, problem } from './problem.ts';

/** The case that the path names, if the caller may read it. Throws 404 or 403 as a problem. */
export async function readableCase(
  event: HttpEvent,
  desk: Desk,
): Promise<{ id: string; file: CaseFile; present: Means; actor: Actor }> {
  const id = ulidIn(event);
  const present = await means(desk);
  const actor = callerOf(event, present.directory);
  const file = await desk.cases.load(id);
  if (!file) throw noSuchCase(id);
  if (!mayRead(actor.posts, caseOf(file), present.directory)) {
    throw new ProblemError(problem('not-yours', 'you have no post in or above a unit that this case has touched'));
  }
  return { id, file, present, actor };
}
