import * as z from 'zod/mini';
import { isOpen } from '../../domain/case/case.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { nextDue } from '../../domain/case/rungs.ts';
import { withCalls } from '../../domain/case-file/calls.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import { eraseAt } from '../../domain/case-file/erasure.ts';
import type { Notice } from '../../domain/case-file/notice.ts';
import { claimable } from '../../domain/case-file/outbox.ts';
import { changed, executionName, isPending, patienceTimes, pendingSince } from '../../domain/case-file/workflow.ts';
import { type Instant, plusSeconds } from '../../domain/primitives.ts';
import { attentionDue } from '../shell/attention-index.ts';
import { now, patience } from '../shell/chance.ts';
import { desk, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { env } from '../shell/env.ts';
import { execute } from '../shell/execute.ts';
import { eachOf, inTurns, outOfTime } from '../shell/in-turns.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { log } from '../shell/log.ts';
import { machine } from '../shell/machine-signals.ts';
import { proposeReviews } from '../shell/propose-reviews.ts';
import { reviewDesk } from '../shell/review-desk.ts';
import { startAgain } from '../shell/start-again.ts';
import { task } from '../shell/task.ts';

const own = desk();
const reviews = reviewDesk();
const lines = linesOf();
const cases = machine(env('MACHINE_ARN'));

/** So many cases at a time; and no new one when the function's own time is nearly over: the next minute goes on. */
const AT_ONCE = 8;
const MOST_MILLISECONDS = 40_000;
/** Of that for lines that are due; what is left of them is rung in the next minute. */
const MOST_RINGING = 15_000;

/**
 * Every minute: what should have happened by itself and did not. Missed rungs are claimed, the case is written anew so
 * that its stream wakes the relay and the notices, a case whose execution is gone gets another, and one that
 * is red for long is put to the centre for a review; one that was kept long enough is put to whoever erases. One that cannot be looked at keeps no other from it; the function fails at the end, so that it is known.
 */
export const handler = task(z.unknown(), async () => {
  const began = performance.now();
  const overdue: Overdue = { ...NOTHING, notices: await ringLines(began) };
  const todo = attentionDue(dynamo, env('CASES_TABLE'), district, now());
  let looked = 0;
  let failed = 0;
  const look = async ({ id }: { id: string }) => {
    looked += 1;
    const found = await reconcileCase(id).catch((fault: unknown) => {
      failed += 1;
      log.error('case not reconciled', { case: id, fault });
      return NOTHING;
    });
    for (const kind of KINDS) overdue[kind] += found[kind];
  };
  const isAtEnd = await eachOf(todo, look, { atOnce: AT_ONCE, enough: outOfTime(began, MOST_MILLISECONDS) });
  const healthy = isAtEnd && failed === 0 && KINDS.every((kind) => overdue[kind] === 0);
  log.info('reconciled', { looked, failed, healthy, ...overdue });
  if (failed > 0) throw new Error(`${failed} of ${looked} cases could not be reconciled; the log names them`);
  return { looked, failed, healthy, ...overdue };
});

/** How much was overdue by more than its bound: lights, notices, word to a machine. Each is repaired as it is found. */
const KINDS = ['rungs', 'notices', 'signals'] as const;
type Overdue = Record<(typeof KINDS)[number], number>;
const NOTHING: Readonly<Overdue> = { rungs: 0, notices: 0, signals: 0 };

/**
 * A second call finds nothing missed and changes only the instant of the next look. A machine that let something come
 * due unclaimed is suspect: it is told, so that the case stays on the list until the machine has been heard from.
 */
async function reconcileCase(id: string): Promise<Overdue> {
  let doubtful = false;
  let unanswered = 0;
  let overdue: Overdue = { ...NOTHING };
  let late: Notice[] = [];
  const looked = await execute(own, id, (file, present) => {
    const ticked = caughtUp(file, present);
    const suspect = ticked !== file || isSilent(file, present);
    doubtful = suspect || isOverdue(file, present);
    const rungs = ticked.history.slice(file.history.length).filter(({ what }) => what.type === 'rung').length;
    late = file.outbox.filter((notice) => isLate(notice, present));
    overdue = { rungs, notices: 0, signals: Number(doubtful && rungs === 0) };
    const tell = suspect && !isPending(ticked.workflow);
    const next = withCalls(
      tell ? { ...ticked, workflow: changed(ticked.workflow, present.now) } : { ...ticked },
      present,
    );
    unanswered = ticked.calls.length - next.calls.length;
    return next;
  });
  if (!looked || isRefusal(looked)) return NOTHING;
  const erase = eraseAt(looked, caseOf(looked));
  if (erase !== null && erase <= now()) await lines.wakeErasure(id, now());
  const held = await inTurns(late, AT_ONCE, isHeld);
  overdue.notices = held.filter((isIt) => !isIt).length;
  // An alarm counts on these words: lib/schedules.ts.
  if (unanswered > 0) log.error('nobody acknowledged', { case: id, count: unanswered });
  await proposeReviews(own, reviews, caseOf(looked));
  if (!doubtful || looked.workflow.seq === 0) return overdue;
  const { restart, token, parts } = looked.workflow;
  const state = await cases.state(executionName(id, restart));
  if (state === 'ended' || (state === 'none' && (token !== null || Object.keys(parts).length > 0)))
    await execute(own, id, startAgain(restart, `its execution is ${state}`));
  return overdue;
}

/** Lines that have something to send by now: whoever sends is woken. Answers how many had waited for too long, or could not be rung. */
async function ringLines(began: number): Promise<number> {
  let late = 0;
  const due = attentionDue(dynamo, env('LINES_TABLE'), district, now());
  const ring = async ({ id, at }: { id: string; at: Instant }) => {
    if (plusSeconds(at, patience) <= now()) late += 1;
    await lines.ring(id, now()).catch((fault: unknown) => {
      late += 1;
      log.error('line not rung', { line: `…${id.slice(-4)}`, fault });
    });
  };
  await eachOf(due, ring, { atOnce: AT_ONCE, enough: outOfTime(began, MOST_RINGING) });
  return late;
}

/** One that nobody has posted, or whose line has not answered for so long that it is posted again. */
const isLate = (notice: Notice, present: Means): boolean =>
  claimable(notice, present) && plusSeconds(notice.notBefore, present.patience / 2) <= present.now;

/** A line that sends at its own pace, and knows when. */
async function isHeld({ phone }: Notice): Promise<boolean> {
  const wakeAt = phone === null ? null : (await lines.load(phone))?.wakeAt;
  return typeof wakeAt === 'string' && plusSeconds(wakeAt, patience) > now();
}

const isOverdue = ({ workflow }: CaseFile, { now: at, patience }: Means): boolean => {
  const since = pendingSince(workflow);
  return since !== null && plusSeconds(since, patience * patienceTimes(workflow)) <= at;
};

/** An open case with no rung left is on the list only if its machine has not looked in for long. */
const isSilent = (file: CaseFile, { directory }: Means): boolean => {
  const kase = caseOf(file);
  return (
    isOpen(kase) &&
    nextDue(kase, directory) === null &&
    file.outbox.length === 0 &&
    file.forResidents.length === 0 &&
    file.calls.length === 0 &&
    !isPending(file.workflow)
  );
};
