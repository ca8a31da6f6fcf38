import { ulidIn } from '../shell/case-path.ts';
import { centreClerk } from '../shell/centre-clerk.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { means } from '../shell/execute.ts';
import { heldReports } from '../shell/held-desk.ts';
import { letIn, openingOf } from '../shell/let-in.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { log } from '../shell/log.ts';
import { type RuledView, Ruling } from '../shell/moderation-messages.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';
import { recent, residents } from '../shell/resident-desk.ts';

const own = desk();
const held = heldReports();
const kept = { residents: residents(), recent: recent() };
const lines = linesOf();
const MOST_BYTES = 16 * 1024;

/**
 * `POST /moderation/{id}`: a clerk of the centre lets a held report in, which opens its case, or turns it down, which its reporter
 * reads. The first ruling stands: the same again does what is left of it, another is refused with 409.
 */
export const handler = endpoint(async (event) => {
  const id = ulidIn(event);
  const ruling = readBody(Ruling, event.body, event.isBase64Encoded, MOST_BYTES);
  const present = await means(own);
  const { officer } = centreClerk(event, present.directory);
  const found = await held.load(id);
  if (!found) throw new ProblemError(problem('not-found', `no report ${id} waits for a clerk; see GET /moderation`));
  const opening = ruling.decision === 'let-in' && !found.done ? openingOf(found, present) : undefined;
  const stands = await held.rule(found, { ...ruling, officer, at: present.now });
  if (stands.decision !== ruling.decision) {
    const detail = `${stands.officer} ruled ${stands.decision} at ${stands.at}; that stands`;
    throw new ProblemError(problem('conflict', detail, { code: 'already-ruled' }));
  }
  if (opening) await letIn({ ...found, ruled: stands }, opening, present, { desk: own, held, kept, lines });
  log.info('ruled on a held report', { id, decision: stands.decision, officer: stands.officer });
  const answer: RuledView = { id, decision: stands.decision, reason: stands.reason, at: stands.at };
  return ok(answer);
});
