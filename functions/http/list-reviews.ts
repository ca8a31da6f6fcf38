import type { Means } from '../../domain/case-file/case-file.ts';
import { type Actor, mayRead, postAtCentre } from '../../domain/review/moves.ts';
import { currentStage, lightOfReview } from '../../domain/review/review.ts';
import { type ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { callerOf } from '../shell/caller.ts';
import { district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { means } from '../shell/execute.ts';
import { read } from '../shell/read.ts';
import { notConcerned } from '../shell/readable-review.ts';
import { reviewDesk } from '../shell/review-desk.ts';
import { openReviews, reviewsOfCase } from '../shell/review-index.ts';
import { type ReviewRow, ReviewsQuery } from '../shell/review-messages.ts';

const own = reviewDesk();
const table = env('REVIEWS_TABLE');
const PAGE = 50;

/**
 * `GET /reviews`: the open reviews, soonest due first, for the centre. `GET /reviews?case=`: all reviews of one case that
 * the caller may read.
 */
export const handler = endpoint(async (event) => {
  const query = read(ReviewsQuery, event.queryStringParameters ?? {}, 'query');
  const present = await means(own);
  const actor = callerOf(event, present.directory);
  const at = present.now;
  if (query.case !== undefined) {
    return ok({ at, reviews: await ofCase(query.case, actor, present), next: null });
  }
  if (!postAtCentre(actor, present.directory)) throw notConcerned();
  const page = { at, limit: PAGE, ...(query.cursor !== undefined && { after: query.cursor }) };
  const { rows, next } = await openReviews(dynamo, table, district, page);
  return ok({ at, reviews: rows, next });
});

async function ofCase(caseId: string, actor: Actor, { directory, now }: Means): Promise<ReviewRow[]> {
  const ids = await reviewsOfCase(dynamo, table, district, caseId);
  const files = await Promise.all(ids.map((id) => own.reviews.load(id)));
  return files
    .filter((file) => file !== undefined)
    .filter((file) => mayRead(actor, reviewOf(file), directory))
    .map((file) => rowOf(file, now));
}

function rowOf(file: ReviewFile, now: string): ReviewRow {
  const review = reviewOf(file);
  const { warnAt, dueAt } = currentStage(review).clock;
  const { id, case: kase, status, consequence, openedAt, endedAt } = review;
  return { id, case: kase, status, consequence, ...lightOfReview(review, now), warnAt, dueAt, openedAt, endedAt };
}
