import { currentStage } from '../../domain/case/case.ts';
import { RESIDENT } from '../../domain/case/decision.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import type { Instant } from '../../domain/primitives.ts';
import { ulidIn } from '../shell/case-path.ts';
import { commandStep } from '../shell/command-step.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { execute, means } from '../shell/execute.ts';
import { type Followed, lastOwn, standing } from '../shell/follow.ts';
import { reportOf } from '../shell/followed-report.ts';
import { guardOf } from '../shell/guard.ts';
import { type LimitRows, secondsLeft } from '../shell/limit-rows.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { ProblemError, problem, problemOf, tooMany } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';
import { ReportCommand } from '../shell/report-messages.ts';
import { reportView } from '../shell/report-view.ts';
import { residents } from '../shell/resident-desk.ts';
import { postAsking } from '../shell/resident-letters.ts';
import { isOfRow, sayOfRow } from '../shell/row-command.ts';

const own = desk();
const rows = residents();
const lines = linesOf();
const guard = guardOf();
/** Other telephones that one report may name in a day: each of them is sent an SMS. */
const MOST_TELEPHONES = 2;
const DAY = 86_400;
const MOST_BYTES = 32 * 1024;
/** Anybody can join: who did could use up the one wish that the resident has whose case it is. */
const NOT_THEIRS = problem(
  'not-yours',
  'who joined does not ask for the reopening of the case of another; report it again, with this receipt as "reopens"',
);

/**
 * `POST /public/reports/{id}/commands` with `x-receipt`: words to whoever holds the case, the resident's word on the answer, the
 * wish for a reopening, or for SMS. With an `id` in the command, a replay is harmless, also when the case has gone on meanwhile.
 */
export const handler = endpoint(async (event) => {
  const said = readBody(ReportCommand, event.body, event.isBase64Encoded, MOST_BYTES);
  const report = await reportOf(event, own);
  if (isOfRow(said, report)) {
    const present = await means(own);
    if (said.type === 'subscribe' && said.phone !== undefined && said.phone !== report.row?.contact?.phone)
      await countTelephone(ulidIn(event), present.now, guard.rows);
    const row = await sayOfRow(said, report, rows, present);
    const unit = currentStage(caseOf(standing(report))).unit;
    if (said.type === 'subscribe') await postAsking(lines, row, unit, present);
    return ok(reportView({ ...report, ...(row && { row }) }, present));
  }
  if (said.type === 'reopen' && report.row?.joined) throw new ProblemError(NOT_THEIRS);
  const command = said.type === 'message' ? { ...said, report: ulidIn(event) } : said;
  const id = caseOf(fileFor(said, report)).id;
  const result = await execute(own, id, commandStep(command, RESIDENT));
  if (!result) throw new Error(`case ${id} was there and is not`);
  if (isRefusal(result)) throw new ProblemError(problemOf(result));
  return ok(reportView(withFile(report, result), await means(own)));
});

/** Throws 429 as a problem when a report names ever other telephones. */
async function countTelephone(id: string, at: Instant, counts: Pick<LimitRows, 'add'>): Promise<void> {
  if ((await counts.add({ what: `telephones#${id}`, seconds: DAY }, at)) <= MOST_TELEPHONES) return;
  const left = secondsLeft(DAY, at);
  throw tooMany(`this report has named ${MOST_TELEPHONES} telephones today; name another in ${left} seconds`, left);
}

/** Where it was said before, else where it is to be said: words, and the wish for a reopening, go where the case went. */
function fileFor({ type, id }: ReportCommand, report: Followed): CaseFile {
  const all = [...report.own, ...(report.into ? [report.into] : [])];
  const there = id === undefined ? undefined : all.find(({ commands }) => id in commands);
  return there ?? (type === 'rate' ? lastOwn(report) : standing(report));
}

/** The report with a newer version of one of its files. */
function withFile(report: Followed, newer: CaseFile): Followed {
  const {
    own: [first, ...rest],
    into,
  } = report;
  const { id } = caseOf(newer);
  const current = (file: CaseFile): CaseFile => (caseOf(file).id === id ? newer : file);
  return { ...report, own: [current(first), ...rest.map(current)], ...(into && { into: current(into) }) };
}
