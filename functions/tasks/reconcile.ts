import * as z from 'zod/mini';
import { isOpen } from '../../domain/case/case.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { nextDue } from '../../domain/case/rungs.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import { changed, executionName, isPending, patienceTimes, pendingSince } from '../../domain/case-file/workflow.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { attentionDue } from '../shell/attention-index.ts';
import { now } from '../shell/chance.ts';
import { desk, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { env } from '../shell/env.ts';
import { execute } from '../shell/execute.ts';
import { log } from '../shell/log.ts';
import { machine } from '../shell/machine-signals.ts';
import { proposeReviews } from '../shell/propose-reviews.ts';
import { reviewDesk } from '../shell/review-desk.ts';
import { startAgain } from '../shell/start-again.ts';
import { task } from '../shell/task.ts';

const own = desk();
const reviews = reviewDesk();
const cases = machine(env('MACHINE_ARN'));

/** So many cases at a time; and no new one when the function's own time is nearly over: the next minute goes on. */
const AT_ONCE = 8;
const MOST_MILLISECONDS = 40_000;

/**
 * Every minute: what should have happened by itself and did not. Missed rungs are claimed, the case is written anew so
 * that its stream wakes the relay and the notices, a case whose execution is gone gets another, and one that
 * is red for long is put to the centre for a review. One that cannot be looked at keeps no other from it; the function fails at the end, so that it is known.
 */
export const handler = task(z.unknown(), async () => {
  const began = performance.now();
  const todo = attentionDue(dynamo, env('CASES_TABLE'), district, now());
  let looked = 0;
  let failed = 0;
  const worker = async () => {
    while (performance.now() - began < MOST_MILLISECONDS) {
      const next = await todo.next();
      if (next.done) return;
      looked += 1;
      await reconcileCase(next.value.id).catch((fault: unknown) => {
        failed += 1;
        log.error('case not reconciled', { case: next.value.id, fault });
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (looked > 0) log.info('reconciled', { looked, failed });
  if (failed > 0) throw new Error(`${failed} of ${looked} cases could not be reconciled; the log names them`);
  return { looked };
});

/**
 * A second call finds nothing missed and changes only the instant of the next look. A machine that let something come
 * due unclaimed is suspect: it is told, so that the case stays on the list until the machine has been heard from.
 */
async function reconcileCase(id: string): Promise<void> {
  let doubtful = false;
  const looked = await execute(own, id, (file, present) => {
    const ticked = caughtUp(file, present);
    const suspect = ticked !== file || isSilent(file, present);
    doubtful = suspect || isOverdue(file, present);
    const tell = suspect && !isPending(ticked.workflow);
    return tell ? { ...ticked, workflow: changed(ticked.workflow, present.now) } : { ...ticked };
  });
  if (!looked || isRefusal(looked)) return;
  await proposeReviews(own, reviews, caseOf(looked));
  if (!doubtful || looked.workflow.seq === 0) return;
  const { restart, token, parts } = looked.workflow;
  const state = await cases.state(executionName(id, restart));
  if (state === 'ended' || (state === 'none' && (token !== null || Object.keys(parts).length > 0)))
    await execute(own, id, startAgain(restart, `its execution is ${state}`));
}

const isOverdue = ({ workflow }: CaseFile, { now: at, patience }: Means): boolean => {
  const since = pendingSince(workflow);
  return since !== null && plusSeconds(since, patience * patienceTimes(workflow)) <= at;
};

/** An open case with no rung left is on the list only if its machine has not looked in for long. */
const isSilent = (file: CaseFile, { directory }: Means): boolean => {
  const kase = caseOf(file);
  return isOpen(kase) && nextDue(kase, directory) === null && file.outbox.length === 0 && !isPending(file.workflow);
};
