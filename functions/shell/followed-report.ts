import { Secret } from '../../domain/case-file/receipt.ts';
import type { HeldReport } from '../../domain/resident/held-report.ts';
import { ulidIn } from './case-path.ts';
import { now } from './chance.ts';
import { district } from './desk.ts';
import { dynamo } from './dynamo.ts';
import type { HttpEvent } from './endpoint.ts';
import { env } from './env.ts';
import type { Desk } from './execute.ts';
import { type Followed, followed } from './follow.ts';
import { guardOf } from './guard.ts';
import { guarded } from './guesses.ts';
import { heldReports } from './held-desk.ts';
import { ProblemError, problem } from './problem.ts';
import { read } from './read.ts';
import { isDigestOf, isReceipt } from './receipts.ts';
import { residents } from './resident-desk.ts';

const isOurs = isReceipt(dynamo, env('CASES_TABLE'), district);
const guard = guardOf();
const waiting = heldReports();
const rows = residents();

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
  id: ulidIn(event),
  secret: read(Secret, event.headers['x-receipt'], 'x-receipt'),
});

/** The same by number and secret, whether it opened a case or joined one. Both are looked at, whichever it is. */
export async function reportBy(id: string, secret: Secret, desk: Desk): Promise<Followed> {
  const [isItsOwn, row] = await Promise.all([isOurs(id, secret), rows.load(id)]);
  const hasJoined = isDigestOf(row?.joined?.receipt, id, secret);
  const of = isItsOwn ? id : hasJoined ? row?.case : undefined;
  const file = of === undefined ? undefined : await desk.cases.load(of);
  if (!file) throw new ProblemError(problem('not-found', 'there is no report with this receipt; check all of it'));
  const isRow = row !== undefined && (row.joined === undefined || !isItsOwn);
  return { ...(await followed(file, desk)), ...(isRow && { row }) };
}
