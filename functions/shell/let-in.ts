import { currentStage } from '../../domain/case/case.ts';
import { decideReport } from '../../domain/case/decide-report.ts';
import { type Decision, RESIDENT } from '../../domain/case/decision.ts';
import { isRefusal, type Refusal } from '../../domain/case/refusal.ts';
import { caseOf, firstVersion, type Means } from '../../domain/case-file/case-file.ts';
import type { HeldReport } from '../../domain/resident/held-report.ts';
import type { Desk } from './execute.ts';
import type { HeldStore } from './held-store.ts';
import { type Keeping, keepReport } from './keep-report.ts';
import type { LineStore } from './line-store.ts';
import { linkOn } from './other-case.ts';
import { ProblemError, problemOf } from './problem.ts';
import { postAsking } from './resident-letters.ts';

/** How the case of a held report opens now. Throws 422 as a problem when it cannot any more. */
export function openingOf(
  { report }: Pick<HeldReport, 'report'>,
  { now, directory }: Means,
): Exclude<Decision, Refusal> {
  const decision = decideReport(report, now, directory);
  if (isRefusal(decision)) throw new ProblemError(problemOf(decision));
  return decision;
}

/**
 * Opens the case of a held report as the report itself would have, with its receipt; its clock runs from now. Where the
 * ended case that it takes up can say so no more, since it is open again or full, it is a case by itself. A second call does what
 * the first left undone: the case is opened once.
 */
export async function letIn(
  held: HeldReport,
  opening: Exclude<Decision, Refusal>,
  present: Means,
  to: { desk: Desk; held: Pick<HeldStore, 'done'>; kept: Keeping; lines: Pick<LineStore, 'post'> },
): Promise<void> {
  const { id, report, receipt, request, contact, subscribed } = held;
  const isRefused =
    report.reopens !== undefined &&
    (await linkOn(to.desk, report.reopens, { case: id, how: 'continued-by' }, RESIDENT, RESIDENT));
  const drafts = isRefused ? openingOf({ report: { ...report, reopens: undefined } }, present) : opening;
  const there = await to.desk.cases.load(id);
  if (there && there.request !== request) throw new Error(`another case has the number ${id}`);
  const file = firstVersion(request, drafts, present, receipt);
  if (!there && !(await to.desk.cases.save(file, present))) throw new Error(`${id} was opened meanwhile; try again`);
  const row = await keepReport(to.kept, file, contact ? { ...contact, subscribe: subscribed } : undefined);
  if (row !== 'another') await postAsking(to.lines, row, currentStage(caseOf(file)).unit, present);
  await to.held.done(held, present.now);
}
