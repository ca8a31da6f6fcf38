import type { Means } from '../../domain/case-file/case-file.ts';
import { type Actor, mayRead } from '../../domain/review/moves.ts';
import { type ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { callerOf } from './caller.ts';
import { ulidIn } from './case-path.ts';
import type { HttpEvent } from './endpoint.ts';
import { means } from './execute.ts';
import { ProblemError, problem } from './problem.ts';
import type { ReviewDesk } from './review-desk.ts';

export const noSuchReview = (id: string): ProblemError =>
  new ProblemError(problem('not-found', `there is no review ${id}; check the number`));

/** The review that the path names, if the caller may read it. Throws 404 or 403 as a problem. */
export async function readableReview(
  event: HttpEvent,
  desk: ReviewDesk,
): Promise<{ file: ReviewFile; actor: Actor; present: Means }> {
  const id = ulidIn(event);
  const present = await means(desk);
  const actor = callerOf(event, present.directory);
  const file = await desk.reviews.load(id);
  if (!file) throw noSuchReview(id);
  if (!mayRead(actor, reviewOf(file), present.directory)) throw notConcerned();
  return { file, actor, present };
}

export const notConcerned = (): ProblemError =>
  new ProblemError(
    problem('not-yours', 'reviews are for the district centre, and for those who held the case or acted on it'),
  );
