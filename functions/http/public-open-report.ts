import { currentStage } from '../../domain/case/case.ts';
import { decideReport } from '../../domain/case/decide-report.ts';
import { RESIDENT } from '../../domain/case/decision.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { type CaseFile, caseOf, firstVersion } from '../../domain/case-file/case-file.ts';
import { canonical } from '../../domain/case-file/history.ts';
import { receiptOf } from '../../domain/case-file/receipt.ts';
import { admit } from '../shell/admission.ts';
import { heldAtTheGate, numberTaken } from '../shell/at-the-gate.ts';
import { sha256 } from '../shell/chance.ts';
import { desk, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { type Answer, endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { means } from '../shell/execute.ts';
import { type Followed, followed, standing } from '../shell/follow.ts';
import { reportBy } from '../shell/followed-report.ts';
import { gateOf } from '../shell/gate.ts';
import { guarded } from '../shell/guesses.ts';
import { heldReports } from '../shell/held-desk.ts';
import { heldView } from '../shell/held-view.ts';
import { joinReport } from '../shell/join-report.ts';
import { keepReport } from '../shell/keep-report.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { takenUpIn } from '../shell/other-case.ts';
import { ProblemError, problemOf } from '../shell/problem.ts';
import { publicCases } from '../shell/public-index.ts';
import { readBody } from '../shell/read.ts';
import { OpenReport } from '../shell/report-messages.ts';
import { reportView } from '../shell/report-view.ts';
import { recent, residents } from '../shell/resident-desk.ts';
import { postAsking } from '../shell/resident-letters.ts';

const own = desk();
const atGate = { gate: gateOf(), held: heldReports(), cases: own.cases };
const lines = linesOf();
const kept = { residents: residents(), recent: recent() };
const joining = { desk: own, ...kept, cases: publicCases(dynamo, env('CASES_TABLE'), district) };
const MOST_BYTES = 32 * 1024;

/** Who holds it. */
const unitOf = (file: CaseFile): string => currentStage(caseOf(file)).unit;

/**
 * The case that a report takes up: its own or the one it was merged into. Of one that joined none: anybody can join, and what a
 * stranger reports says nothing on the case of another.
 */
const takenUpBy = (report: Followed): string | undefined =>
  report.row?.joined ? undefined : caseOf(standing(report)).id;

/**
 * The ended case says too that it is taken up again. Throws 409 as a problem, before anything is written, for a number that another
 * report has.
 */
async function linkBack(ended: string, id: string, request: string): Promise<void> {
  const there = await own.cases.load(id);
  if (there && there.request !== request) throw numberTaken(id);
  await takenUpIn(own, ended, id, RESIDENT, RESIDENT);
}

/**
 * `POST /public/reports`: a resident reports a matter, without an account. Number and secret are made on the device, so a
 * replay of the same body is answered with the report as it is (200), and keeps what the first call did not get to; another
 * body under that number with 409, which tells nothing of what is there. With `joins` it follows the case of another. One that
 * looks like abuse waits for a clerk (202); who sends many proves work first (429).
 */
export const handler = endpoint(async (event) => {
  const { secret, reopens, contact, joins, ...told } = readBody(
    OpenReport,
    event.body,
    event.isBase64Encoded,
    MOST_BYTES,
  );
  const present = await means(own);
  const { sourceIp } = event.requestContext.http;
  const receipt = receiptOf(told.id, secret, sha256);
  if (joins !== undefined) {
    // A row that is there already was counted when it came. What is said in it is for the holder alone, and held for nobody.
    if (!(await kept.residents.load(told.id))) await admit(event, told, present.now, atGate.gate);
    const request = sha256(canonical({ receipt, report: told, joins }));
    const joined = await joinReport(joining, { report: told, joins, contact, receipt, request }, present);
    const file = joined && (await own.cases.load(joins));
    if (!file) throw numberTaken(told.id);
    const { row, isNew } = joined;
    await postAsking(lines, row, unitOf(file), present);
    return ok(reportView({ ...(await followed(file, own)), row }, present), isNew ? 201 : 200);
  }
  const before =
    reopens &&
    (await guarded(sourceIp, present.now, atGate.gate, async () =>
      takenUpBy(await reportBy(reopens.id, reopens.secret, own)),
    ));
  const report = { ...told, ...(before && { reopens: before }) };
  const request = sha256(canonical({ receipt, report }));
  const answered = async (file: CaseFile, status: number): Promise<Answer> => {
    const row = await keepReport(kept, file, contact);
    if (row === 'another') throw numberTaken(report.id);
    await postAsking(lines, row, unitOf(file), present);
    return ok(reportView({ ...(await followed(file, own)), ...(row && { row }) }, present), status);
  };
  const decision = decideReport(report, present.now, present.directory);
  if (!isRefusal(decision)) {
    const { subscribe: subscribed = false, ...reached } = contact ?? {};
    const incoming = { id: report.id, receipt, request, report, contact: contact ? reached : null, subscribed };
    const held = await heldAtTheGate(event, incoming, present.now, atGate);
    if (held) return ok(heldView(held, present.directory, present.now), 202);
    if (before) await linkBack(before, report.id, request);
    const file = firstVersion(request, decision, present, receipt);
    if (await own.cases.save(file, present)) return answered(file, 201);
  }
  const there = await own.cases.load(report.id);
  if (there?.request === request) return answered(there, 200);
  if (isRefusal(decision)) throw new ProblemError(problemOf(decision));
  throw numberTaken(report.id);
});
