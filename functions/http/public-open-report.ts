import { decideReport } from '../../domain/case/decide-report.ts';
import { RESIDENT } from '../../domain/case/decision.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { append, caseOf, newFile } from '../../domain/case-file/case-file.ts';
import { canonical } from '../../domain/case-file/history.ts';
import { receiptOf } from '../../domain/case-file/receipt.ts';
import type { Instant } from '../../domain/primitives.ts';
import type { SaidContact } from '../../domain/resident/contact.ts';
import { heldAtTheGate, numberTaken } from '../shell/at-the-gate.ts';
import { sha256 } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { means } from '../shell/execute.ts';
import { followed, reportBy } from '../shell/followed-report.ts';
import { gateOf } from '../shell/gate.ts';
import { guarded } from '../shell/guesses.ts';
import { heldReports } from '../shell/held-desk.ts';
import { heldView } from '../shell/held-view.ts';
import { keepRow } from '../shell/keep-row.ts';
import { linkOn } from '../shell/other-case.ts';
import { ProblemError, problemOf } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';
import { OpenReport } from '../shell/report-messages.ts';
import { type Followed, reportView } from '../shell/report-view.ts';
import { residents } from '../shell/resident-desk.ts';

const own = desk();
const rows = residents();
const atGate = { gate: gateOf(), held: heldReports(), cases: own.cases };
const MOST_BYTES = 32 * 1024;

/** The case that a report has come to, its own or the one it was merged into. */
const lastOf = ({ own, into }: Followed): string => caseOf(into ?? own.at(-1) ?? own[0]).id;

/** The ended case says too that it is taken up again; one that can still be reopened is not left behind. */
async function linkBack(ended: string, id: string): Promise<void> {
  const refused = await linkOn(own, ended, { case: id, how: 'continued-by' }, RESIDENT, RESIDENT);
  if (refused) throw new ProblemError(problemOf(refused));
}

/**
 * `POST /public/reports`: a resident reports a matter, without an account. Number and secret are made on the device, so a
 * replay of the same body is answered with the report as it is (200); another body under that number with 409, which
 * tells nothing of what is there. One that looks like abuse waits for a clerk (202); who sends many proves work first (429).
 */
export const handler = endpoint(async (event) => {
  const { secret, reopens, contact, ...told } = readBody(OpenReport, event.body, event.isBase64Encoded, MOST_BYTES);
  const present = await means(own);
  const { sourceIp } = event.requestContext.http;
  const before =
    reopens &&
    (await guarded(sourceIp, present.now, atGate.gate, async () =>
      lastOf(await reportBy(reopens.id, reopens.secret, own)),
    ));
  const report = { ...told, ...(before && { reopens: before }) };
  const receipt = receiptOf(report.id, secret, sha256);
  const request = sha256(canonical({ receipt, report }));
  const decision = decideReport(report, present.now, present.directory);
  if (!isRefusal(decision)) {
    const { subscribe: subscribed = false, ...reached } = contact ?? {};
    const letter = { id: report.id, receipt, request, report, contact: contact ? reached : null, subscribed };
    const held = await heldAtTheGate(event, letter, present.now, atGate);
    if (held) return ok(heldView(held, present.directory, present.now), 202);
    if (before) await linkBack(before, report.id);
    const file = { ...append(newFile(request, receipt), decision, present), version: 1 };
    if (await own.cases.save(file, present)) {
      await keepContact(report.id, contact, present.now);
      return ok(reportView({ own: [file] }, present), 201);
    }
  }
  const there = await own.cases.load(report.id);
  if (there?.request === request) {
    await keepContact(report.id, contact, present.now);
    return ok(reportView(await followed(there, own), present));
  }
  if (isRefusal(decision)) throw new ProblemError(problemOf(decision));
  throw numberTaken(report.id);
});

/** Keeps who reported apart from the case. A replay keeps it if the first call did not get so far. */
async function keepContact(id: string, said: SaidContact | undefined, at: Instant): Promise<void> {
  if (!said) return;
  const { subscribe = false, ...contact } = said;
  if (!(await keepRow(rows, { id, case: id, at, contact, subscribed: subscribe }))) throw numberTaken(id);
}
