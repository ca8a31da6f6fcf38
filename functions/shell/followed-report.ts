import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { Secret } from '../../domain/case-file/receipt.ts';
import type { HeldReport } from '../../domain/resident/held-report.ts';
import { caseIdOf } from './case-path.ts';
import { now } from './chance.ts';
import { district } from './desk.ts';
import { dynamo } from './dynamo.ts';
import type { HttpEvent } from './endpoint.ts';
import { env } from './env.ts';
import type { Desk } from './execute.ts';
import { guardOf } from './guard.ts';
import { guarded } from './guesses.ts';
import { heldReports } from './held-desk.ts';
import { ProblemError, problem } from './problem.ts';
import { read } from './read.ts';
import { isDigestOf, isReceipt } from './receipts.ts';
import type { Followed } from './report-view.ts';

const isOurs = isReceipt(dynamo, env('CASES_TABLE'), district);
const guard = guardOf();
const waiting = heldReports();

/** A case is merged into others, or goes on, no longer than this. */
const MOST_FOLLOWED = 100;

/**
 * The report that the path names, by the receipt in the header `x-receipt`. Throws 404 as a problem, word for word the
 * same for a number that nobody has and for a wrong secret.
 */
export function reportOf(event: HttpEvent, desk: Desk): Promise<Followed> {
  const { id, secret } = receiptIn(event);
  return guarded(event.requestContext.http.sourceIp, now(), guard, () => reportBy(id, secret, desk));
}

/** The same, or the report as it waits for a clerk. That is looked for in any case, so that it takes no longer where there is one. */
export function reportOrHeld(event: HttpEvent, desk: Desk): Promise<Followed | HeldReport> {
  const { id, secret } = receiptIn(event);
  return guarded(event.requestContext.http.sourceIp, now(), guard, async () => {
    const held = await waiting.load(id);
    const isHeld = isDigestOf(held?.receipt, id, secret) && !held?.done;
    return held && isHeld ? held : reportBy(id, secret, desk);
  });
}

const receiptIn = (event: HttpEvent): { id: string; secret: Secret } => ({
  id: caseIdOf(event),
  secret: read(Secret, event.headers['x-receipt'], 'x-receipt'),
});

/** The same by number and secret. */
export async function reportBy(id: string, secret: Secret, desk: Desk): Promise<Followed> {
  const file = (await isOurs(id, secret)) ? await desk.cases.load(id) : undefined;
  if (!file) throw new ProblemError(problem('not-found', 'there is no report with this receipt; check all of it'));
  return followed(file, desk);
}

/** The report from its first file on, to where it stands now. */
export async function followed(first: CaseFile, desk: Desk): Promise<Followed> {
  const own: [CaseFile, ...CaseFile[]] = [first];
  for (const file of own) {
    const as = continuationOf(file);
    const next = as !== undefined && own.length < MOST_FOLLOWED ? await desk.cases.load(as) : undefined;
    if (next) own.push(next);
  }
  const into = await mergedInto(own.at(-1) ?? first, desk);
  return { own, ...(into && { into }) };
}

function continuationOf(file: CaseFile): string | undefined {
  const { status, links } = caseOf(file);
  return status === 'continued' ? links.find(({ how }) => how === 'continued-by')?.case : undefined;
}

/** Where a case went when it was merged, however often; undefined if it was not. */
async function mergedInto(from: CaseFile, desk: Desk): Promise<CaseFile | undefined> {
  let last: CaseFile | undefined;
  const seen = new Set([caseOf(from).mergedInto]);
  for (const id of seen) {
    const file = id === null || seen.size > MOST_FOLLOWED ? undefined : await desk.cases.load(id);
    if (!file) break;
    last = file;
    seen.add(caseOf(file).mergedInto ?? continuationOf(file) ?? null);
  }
  return last;
}
