import * as z from 'zod/mini';
import { armed } from '../../domain/case-file/workflow.ts';
import { ReviewPlan } from '../../domain/review/plan.ts';
import { isRefusal } from '../../domain/review/refusal.ts';
import { caughtUp } from '../../domain/review/review-file.ts';
import { executeReview, ifCurrentReview, reviewDesk } from '../shell/review-desk.ts';
import { Superseded } from '../shell/superseded.ts';
import { task } from '../shell/task.ts';

const own = reviewDesk();

/** What the machine hands over when it enters a wait. */
const Hold = z.object({
  token: z.string(),
  execution: z.string(),
  plan: ReviewPlan,
  entered: z.string(),
  tried: z.int(),
});

/**
 * Entering a wait of a review: puts its token on record and claims what has come due. A repetition with the same token
 * changes nothing. Throws `Superseded` when another execution has taken the review over.
 */
export const handler = task(Hold, async ({ token, execution, plan, entered, tried }) => {
  const turn = `${entered} ${String(tried).padStart(3, '0')}`;
  const result = await executeReview(
    own,
    plan.review,
    ifCurrentReview(execution, (file, present) => {
      const ticked = caughtUp(file, present);
      const workflow = armed(ticked.workflow, token, plan.seq, turn);
      return ticked === file && workflow === file.workflow ? file : { ...ticked, workflow };
    }),
  );
  if (!result || isRefusal(result)) throw new Superseded(execution);
});
