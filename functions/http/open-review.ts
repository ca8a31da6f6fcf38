import { canonical } from '../../domain/case-file/history.ts';
import { OpenReview } from '../../domain/review/command.ts';
import { type Actor, postAtCentre } from '../../domain/review/moves.ts';
import { decideOpen, OPENING } from '../../domain/review/open.ts';
import { isRefusal, refuse } from '../../domain/review/refusal.ts';
import { append, newReviewFile, type ReviewFile } from '../../domain/review/review-file.ts';
import { callerOf } from '../shell/caller.ts';
import { noSuchCase } from '../shell/case-path.ts';
import { sha256 } from '../shell/chance.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { means } from '../shell/execute.ts';
import { freeze } from '../shell/freeze.ts';
import { freezer } from '../shell/freezer.ts';
import { ProblemError, problem, problemOf } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';
import { reviewDesk } from '../shell/review-desk.ts';
import { reviewView } from '../shell/review-view.ts';

const own = reviewDesk();
const keeping = freezer();
const MOST_BYTES = 64 * 1024;

/**
 * `POST /reviews`: opens a review of a case, and freezes the case as evidence. The client makes the id. A replay by the
 * same person is answered with the review as it is (200), another body under that id with 409. After a crash on the way,
 * sending it again carries on from where it stood.
 */
export const handler = endpoint(async (event) => {
  const command = readBody(OpenReview, event.body, event.isBase64Encoded, MOST_BYTES);
  const actor = callerOf(event, await own.directory());
  const request = sha256(canonical({ officer: actor.officer, command }));
  const before = await own.reviews.load(command.id);
  if (before) return replayed(before, request, actor);

  const post = postAtCentre(actor, await own.directory());
  if (!post) throw new ProblemError(problemOf(refuse('not-yours', `${OPENING}; ask it to`, OPENING)));
  const frozen = await freeze(keeping, command.case, command.id, { officer: actor.officer, ...post });
  if (!frozen) throw noSuchCase(command.case);
  if (isRefusal(frozen)) throw new ProblemError(problemOf(frozen));

  const present = await means(own);
  const decision = decideOpen(command, actor, present, frozen);
  if (isRefusal(decision)) throw new ProblemError(problemOf(decision));
  const file = { ...append(newReviewFile(request), decision, present), version: 1 };
  if (await own.reviews.save(file, present)) return ok(reviewView(file, actor, present), 201);
  const there = await own.reviews.load(command.id);
  if (!there) throw new Error(`review ${command.id} was there and is not`);
  return replayed(there, request, actor);
});

async function replayed(file: ReviewFile, request: string, actor: Actor) {
  if (file.request === request) return ok(reviewView(file, actor, await means(own)));
  const detail = 'there is a review with this id already, opened otherwise; make a new id';
  throw new ProblemError(problem('conflict', detail, { code: 'id-conflict' }));
}
