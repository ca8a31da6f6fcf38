import { answered, executionName, isPending } from '../../domain/case-file/workflow.ts';
import { planOf } from '../../domain/review/plan.ts';
import { isOpen } from '../../domain/review/review.ts';
import { reviewOf } from '../../domain/review/review-file.ts';
import { now } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { env } from '../shell/env.ts';
import { release } from '../shell/freeze.ts';
import { machine } from '../shell/machine-signals.ts';
import { executeReview, reviewDesk } from '../shell/review-desk.ts';
import { consumer } from '../shell/stream.ts';

const cases = desk();
const own = reviewDesk();
const reviews = machine(env('MACHINE_ARN'));

/**
 * Tells the machine of a review its newest plan, as the relay of cases does, and lets the case go when the review has
 * ended. A second call finds the token used or the name taken, and the case let go.
 */
async function relayReview(id: string): Promise<void> {
  const file = await own.reviews.load(id);
  if (!file || !isPending(file.workflow)) return;
  const review = reviewOf(file);
  const ended = !isOpen(review);
  if (ended) await release(cases, file);
  const { token, seq, restart } = file.workflow;
  const plan = planOf(review, seq, now(), await own.directory());
  const name = executionName(id, restart);
  const told =
    token === null
      ? (await reviews.start(name, plan)) === 'started'
      : (await reviews.signal(token, plan)) === 'delivered';
  if (told && ended) {
    await executeReview(own, id, (present) => ({ ...present, workflow: answered(present.workflow) }));
  }
}

export const handler = consumer(relayReview);
