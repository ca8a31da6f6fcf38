import { RESIDENT } from '../../domain/case/decision.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { commandStep } from '../shell/command-step.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { execute, means } from '../shell/execute.ts';
import { reportOf } from '../shell/followed-report.ts';
import { ProblemError, problemOf } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';
import { ReportCommand } from '../shell/report-messages.ts';
import { reportView } from '../shell/report-view.ts';

const own = desk();
const MOST_BYTES = 32 * 1024;

/**
 * `POST /public/reports/{id}/commands` with `x-receipt`: the resident's word on the answer, or the wish for a reopening.
 * With an `id` in the command, a replay is harmless.
 */
export const handler = endpoint(async (event) => {
  const command = readBody(ReportCommand, event.body, event.isBase64Encoded, MOST_BYTES);
  const report = await reportOf(event, own);
  const last = report.own.at(-1) ?? report.own[0];
  // Where several reports came together, any of the residents may ask for the reopening.
  const { id } = caseOf(command.type === 'reopen' ? (report.into ?? last) : last);
  const result = await execute(own, id, commandStep(command, RESIDENT));
  if (!result) throw new Error(`case ${id} was there and is not`);
  if (isRefusal(result)) throw new ProblemError(problemOf(result));
  if (id !== caseOf(last).id) return ok(reportView({ ...report, into: result }, await means(own)));
  const [first, ...rest] = report.own;
  const files: typeof report.own = rest.length === 0 ? [result] : [first, ...rest.slice(0, -1), result];
  return ok(reportView({ ...report, own: files }, await means(own)));
});
