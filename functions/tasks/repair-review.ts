import * as z from 'zod/mini';
import { lost } from '../../domain/case-file/workflow.ts';
import { ReviewPlan } from '../../domain/review/plan.ts';
import { log } from '../shell/log.ts';
import { executeReview, ifCurrentReview, reviewDesk } from '../shell/review-desk.ts';
import { task } from '../shell/task.ts';

const own = reviewDesk();
const Lost = z.object({ execution: z.string(), plan: ReviewPlan, error: z.unknown() });

/**
 * The machine of a review cannot go on and will end. Raises the alarm and marks the review to be told, so that the
 * reconciler starts it again. A repetition marks it once more, which does no harm.
 */
export const handler = task(Lost, async ({ execution, plan, error }): Promise<void> => {
  log.error('execution lost', { execution, review: plan.review, cause: error });
  await executeReview(
    own,
    plan.review,
    ifCurrentReview(execution, (file, { now }) => ({ ...file, workflow: lost(file.workflow, now) })),
  );
});
