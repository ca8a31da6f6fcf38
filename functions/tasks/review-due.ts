import * as z from 'zod/mini';
import { answered, asked } from '../../domain/case-file/workflow.ts';
import { planOf, ReviewPlan } from '../../domain/review/plan.ts';
import { isRefusal } from '../../domain/review/refusal.ts';
import { isOpen } from '../../domain/review/review.ts';
import { caughtUp, type ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { now } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { release } from '../shell/freeze.ts';
import { executeReview, ifCurrentReview, reviewDesk } from '../shell/review-desk.ts';
import { Superseded } from '../shell/superseded.ts';
import { task } from '../shell/task.ts';

const own = reviewDesk();
const cases = desk();
const Asked = z.object({ execution: z.string(), plan: ReviewPlan });

/**
 * The machine has waited to the end of a stage and asks what now: a time that lapses has ended, and the newest plan is the
 * answer. A repetition decides nothing twice.
 */
export const handler = task(Asked, async ({ execution, plan }): Promise<ReviewPlan> => {
  const result = await executeReview(
    own,
    plan.review,
    ifCurrentReview(execution, (file, present) => {
      const ticked = caughtUp(file, present);
      return { ...ticked, workflow: asked(ticked.workflow, present.now) };
    }),
  );
  if (!result || isRefusal(result)) throw new Superseded(execution);
  if (!isOpen(reviewOf(result))) await finish(result);
  return planOf(reviewOf(result), result.workflow.seq, now(), await own.directory());
});

/** The review has ended by itself: its case is let go, and the machine knows by the answer. */
async function finish(file: ReviewFile): Promise<void> {
  await release(cases, file);
  await executeReview(own, reviewOf(file).id, (present) => ({ ...present, workflow: answered(present.workflow) }));
}
