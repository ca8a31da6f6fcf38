import type { Report } from '../../domain/case/command.ts';
import { decideReport } from '../../domain/case/decide-report.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import type { Means } from '../../domain/case-file/case-file.ts';
import type { Digest } from '../../domain/primitives.ts';
import type { SaidContact } from '../../domain/resident/contact.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import type { Desk } from './execute.ts';
import { keepRow } from './keep-row.ts';
import { ProblemError, problem, problemOf } from './problem.ts';
import type { PublicCases } from './public-index.ts';
import type { ResidentStore } from './resident-store.ts';
import { isJoinable } from './similar-cases.ts';

/** What joining takes. */
export interface Joining {
  desk: Pick<Desk, 'cases'>;
  residents: Pick<ResidentStore, 'load' | 'save'>;
  cases: Pick<PublicCases, 'find'>;
}

export interface Asked {
  report: Omit<Report, 'photos' | 'reopens'>;
  joins: string;
  contact: SaidContact | undefined;
  receipt: Digest;
  request: Digest;
}

/**
 * The row of a report that joins a case which another resident opened and which is still worked on. A second call answers
 * the row as it is by then. Undefined when the number is taken. Throws 422 as a problem for a case that cannot be what was
 * reported, word for word the same for a number that nobody has.
 */
export async function joinReport(
  own: Joining,
  asked: Asked,
  present: Means,
): Promise<{ row: ReportRow; isNew: boolean } | undefined> {
  const { report, joins, contact: said, receipt, request } = asked;
  const { id, words, place } = report;
  const before = await own.residents.load(id);
  if (before?.joined?.request !== request) await checkJoinable(own, asked, present);
  if (await own.desk.cases.load(id)) return undefined;
  const { subscribe = false, ...contact } = said ?? {};
  const row = await keepRow(own.residents, {
    id,
    case: joins,
    at: present.now,
    contact: 'phone' in contact ? contact : null,
    subscribed: subscribe,
    joined: { receipt, request, words, ...(place && { place }) },
  });
  return row && { row, isNew: before === undefined };
}

async function checkJoinable({ cases }: Joining, { report, joins }: Asked, { now, directory }: Means): Promise<void> {
  const decision = decideReport(report, now, directory);
  if (isRefusal(decision)) throw new ProblemError(problemOf(decision));
  const [opening] = decision;
  const grid = opening?.what.type === 'opened' ? opening.what.origin : undefined;
  const isPersonal = directory.findCategory(report.category)?.personal === true;
  const found = isPersonal ? undefined : await cases.find(joins);
  if (found && isJoinable(found, { ...report, grid }, now)) return;
  const detail = `no case ${joins} of the category ${report.category} near there is worked on that a resident reported within seven days; ask POST /public/similar, or leave "joins" out`;
  throw new ProblemError(problem('refused', detail, { code: 'not-joinable' }));
}
