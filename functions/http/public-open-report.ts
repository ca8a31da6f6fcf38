import { decideReport } from '../../domain/case/decide-report.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { append, newFile } from '../../domain/case-file/case-file.ts';
import { canonical } from '../../domain/case-file/history.ts';
import { receiptOf } from '../../domain/case-file/receipt.ts';
import { sha256 } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { means } from '../shell/execute.ts';
import { followed } from '../shell/followed-report.ts';
import { ProblemError, problem, problemOf } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';
import { OpenReport } from '../shell/report-messages.ts';
import { reportView } from '../shell/report-view.ts';

const own = desk();
const MOST_BYTES = 32 * 1024;

/**
 * `POST /public/reports`: a resident reports a matter, without an account. Number and secret are made on the device, so a
 * replay of the same body is answered with the report as it is (200); another body under that number with 409, which
 * tells nothing of what is there.
 */
export const handler = endpoint(async (event) => {
  const { secret, ...report } = readBody(OpenReport, event.body, event.isBase64Encoded, MOST_BYTES);
  const present = await means(own);
  const receipt = receiptOf(report.id, secret, sha256);
  const request = sha256(canonical({ receipt, report }));
  const decision = decideReport(report, present.now, present.directory);
  if (!isRefusal(decision)) {
    const file = { ...append(newFile(request, receipt), decision, present), version: 1 };
    if (await own.cases.save(file, present)) return ok(reportView({ own: [file] }, present), 201);
  }
  const there = await own.cases.load(report.id);
  if (there?.request === request) return ok(reportView(await followed(there, own), present));
  if (isRefusal(decision)) throw new ProblemError(problemOf(decision));
  const detail = `the number ${report.id} is taken; make a new id and a new secret`;
  throw new ProblemError(problem('conflict', detail, { code: 'id-conflict' }));
});
