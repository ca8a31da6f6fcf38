import * as z from 'zod/mini';
import type { Means } from '../../domain/case-file/case-file.ts';
import { changed, executionName, isPending, patienceTimes, restarted } from '../../domain/case-file/workflow.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { isRefusal } from '../../domain/review/refusal.ts';
import { isOpen } from '../../domain/review/review.ts';
import { append, caughtUp, type ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { nextRung } from '../../domain/review/tick.ts';
import { attentionDue } from '../shell/attention-index.ts';
import { now } from '../shell/chance.ts';
import { district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { env } from '../shell/env.ts';
import { log } from '../shell/log.ts';
import { machine } from '../shell/machine-signals.ts';
import { executeReview, type ReviewStep, reviewDesk } from '../shell/review-desk.ts';
import { task } from '../shell/task.ts';

const own = reviewDesk();
const reviews = machine(env('MACHINE_ARN'));

/** No new one when the function's own time is nearly over: the next minute goes on. */
const MOST_MILLISECONDS = 40_000;

/**
 * Every minute: what should have happened to reviews by itself and did not, one after the other, oldest first. They are
 * few. One that cannot be looked at keeps no other from it; the function fails at the end, so that it is known.
 */
export const handler = task(z.unknown(), async () => {
  const began = performance.now();
  let looked = 0;
  let failed = 0;
  for await (const { id } of attentionDue(dynamo, env('REVIEWS_TABLE'), district, now())) {
    looked += 1;
    await reconcileReview(id).catch((fault: unknown) => {
      failed += 1;
      log.error('review not reconciled', { review: id, fault });
    });
    if (performance.now() - began > MOST_MILLISECONDS) break;
  }
  if (failed > 0) throw new Error(`${failed} of ${looked} reviews could not be reconciled; the log names them`);
  return { looked };
});

/** As of cases: claims what was missed, writes anew so that the stream wakes, and replaces an execution that is gone. */
async function reconcileReview(id: string): Promise<void> {
  let doubtful = false;
  const looked = await executeReview(own, id, (file, present) => {
    const ticked = caughtUp(file, present);
    const suspect = ticked !== file || isSilent(file);
    doubtful = suspect || isOverdue(file, present);
    const tell = suspect && !isPending(ticked.workflow);
    return tell ? { ...ticked, workflow: changed(ticked.workflow, present.now) } : { ...ticked };
  });
  if (!looked || isRefusal(looked) || !doubtful) return;
  const { restart, token } = looked.workflow;
  const state = await reviews.state(executionName(id, restart));
  if (state === 'ended' || (state === 'none' && token !== null))
    await executeReview(own, id, startAgain(restart, state));
}

const isOverdue = ({ workflow }: ReviewFile, { now: at, patience }: Means): boolean =>
  workflow.pendingSince !== null && plusSeconds(workflow.pendingSince, patience * patienceTimes(workflow)) <= at;

/** An open review with nothing left to claim is on the list only if its machine has not looked in for long. */
const isSilent = (file: ReviewFile): boolean => {
  const review = reviewOf(file);
  return isOpen(review) && nextRung(review) === null && file.outbox.length === 0 && !isPending(file.workflow);
};

/** A review that has ended and let its case go needs no execution; any other gets the next, once. */
const startAgain =
  (restart: number, state: string): ReviewStep =>
  (file, present) => {
    if (file.workflow.restart !== restart) return file;
    const what = { type: 'restarted' as const, restart: restart + 1, because: `its execution is ${state}` };
    const noted = append(file, [{ by: { system: 'reconciler' }, what }], present);
    return { ...noted, workflow: restarted(noted.workflow, present.now) };
  };
