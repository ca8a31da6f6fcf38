import type { Means } from '../../domain/case-file/case-file.ts';
import { executionName } from '../../domain/case-file/workflow.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { type ReviewRefusal, refuse } from '../../domain/review/refusal.ts';
import { type ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { directories, district } from './desk.ts';
import { dynamo } from './dynamo.ts';
import { env } from './env.ts';
import { decideOn } from './execute.ts';
import { type ReviewStore, reviewStore } from './review-store.ts';

export interface ReviewDesk {
  reviews: ReviewStore;
  directory(): Promise<Directory>;
}

/** Where functions that work on reviews find them, and the directory to decide against. */
export const reviewDesk = (): ReviewDesk => ({
  reviews: reviewStore(dynamo, env('REVIEWS_TABLE'), district),
  directory: () => directories.current(),
});

/** What a command makes of a review: the next one, the same one when there is nothing to do, or a refusal. */
export type ReviewStep = (file: ReviewFile, means: Means) => ReviewFile | ReviewRefusal;

/** As `execute` for cases: decides on the review as it stands, and again if somebody else wrote meanwhile. */
export const executeReview = (desk: ReviewDesk, id: string, step: ReviewStep) =>
  decideOn<ReviewFile, ReviewRefusal>(desk.reviews, desk, id, step);

/** The step, for the execution that carries the review; a refusal for any other. */
export const ifCurrentReview =
  (execution: string, step: ReviewStep): ReviewStep =>
  (file, present) =>
    execution === executionName(reviewOf(file).id, file.workflow.restart)
      ? step(file, present)
      : refuse('not-at-this-stage', `execution ${execution} was replaced`);
