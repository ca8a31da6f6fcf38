import { endpoint, ok } from '../shell/endpoint.ts';
import { readableReview } from '../shell/readable-review.ts';
import { reviewDesk } from '../shell/review-desk.ts';
import { reviewView } from '../shell/review-view.ts';

const own = reviewDesk();

/** `GET /reviews/{id}`: the review with its stages, lights and whole history, the chain verified. */
export const handler = endpoint(async (event) => {
  const { file, actor, present } = await readableReview(event, own);
  return ok(reviewView(file, actor, present));
});
