import { decideReport } from '../../domain/case/decide-report.ts';
import { type Decision, RESIDENT } from '../../domain/case/decision.ts';
import { isRefusal, type Refusal } from '../../domain/case/refusal.ts';
import { append, type Means, newFile } from '../../domain/case-file/case-file.ts';
import type { HeldReport } from '../../domain/resident/held-report.ts';
import type { Desk } from './execute.ts';
import type { HeldStore } from './held-store.ts';
import { keepRow } from './keep-row.ts';
import { linkOn } from './other-case.ts';
import { ProblemError, problemOf } from './problem.ts';
import type { ResidentStore } from './resident-store.ts';

/** How the case of a held report opens now. Throws 422 as a problem when it cannot any more. */
export function openingOf({ report }: HeldReport, { now, directory }: Means): Exclude<Decision, Refusal> {
  const decision = decideReport(report, now, directory);
  if (isRefusal(decision)) throw new ProblemError(problemOf(decision));
  return decision;
}

/**
 * Opens the case of a held report as the report itself would have, with its receipt; its clock runs from now. A second call does
 * what the first left undone: the case is opened once.
 */
export async function letIn(
  held: HeldReport,
  opening: Exclude<Decision, Refusal>,
  present: Means,
  to: { desk: Desk; held: Pick<HeldStore, 'done'>; rows: Pick<ResidentStore, 'load' | 'save'> },
): Promise<void> {
  const { id, report, receipt, request, contact, subscribed } = held;
  if (report.reopens !== undefined) {
    const link = { case: id, how: 'continued-by' } as const;
    const refused = await linkOn(to.desk, report.reopens, link, RESIDENT, RESIDENT);
    if (refused) throw new ProblemError(problemOf(refused));
  }
  const there = await to.desk.cases.load(id);
  if (there && there.request !== request) throw new Error(`another case has the number ${id}`);
  const file = { ...append(newFile(request, receipt), opening, present), version: 1 };
  if (!there && !(await to.desk.cases.save(file, present))) throw new Error(`${id} was opened meanwhile; try again`);
  if (contact) await keepRow(to.rows, { id, case: id, at: present.now, contact, subscribed });
  await to.held.done(held, present.now);
}
