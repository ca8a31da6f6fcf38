import { decideOpen } from '../../domain/case/decide-open.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { readInbound, readSmsReport } from '../../domain/case/sms-report.ts';
import { saysRefused, saysTaken } from '../../domain/case/sms-texts.ts';
import { firstVersion, type Means } from '../../domain/case-file/case-file.ts';
import { canonical } from '../../domain/case-file/history.ts';
import type { Officer } from '../../domain/directory/documents.ts';
import type { Says } from '../../domain/line/templates.ts';
import { ms, type Phone } from '../../domain/primitives.ts';
import { residentReply } from '../../domain/resident/resident-texts.ts';
import type { CaseStore } from './case-store.ts';
import { sha256 } from './chance.ts';
import { endpoint, ok } from './endpoint.ts';
import { type Desk, means } from './execute.ts';
import { readCall, type Verifier } from './gateway-call.ts';
import type { Lately } from './lately.ts';
import type { LineCallbacks } from './line-callbacks.ts';
import { numberAgain } from './number-again.ts';
import { ProblemError, problem } from './problem.ts';
import type { ReplyRecord } from './reply-record.ts';
import type { Sms } from './sms.ts';
import { SmsReply, TAKEN } from './sms-messages.ts';

export interface Replies extends Verifier {
  callbacks: () => LineCallbacks;
  desk: Pick<Desk, 'directory'> & { cases: Pick<CaseStore, 'load' | 'save'> };
  answered: ReplyRecord;
  /** What a resident says with a word: to be told by SMS, or no more. */
  residents: Record<'yes' | 'stop', (phone: Phone) => Promise<void>>;
  /** How often each telephone was told that it was not understood: a machine that answers every SMS would go on for ever. */
  refusals: Lately;
  sms: Sms;
}

/** What somebody sent to the district. The gateway is told the same, whoever it was. */
export const repliesEndpoint = (own: Replies) =>
  endpoint(async (event) => {
    await take(await readCall(SmsReply, event, own), own);
    return ok(TAKEN);
  });

/**
 * A resident says yes or no more with a word. A code acknowledges what it came with; whatever else an officer sends is a report, and answered. Nobody else is. Taking the
 * same reply again opens no second case, and sends no second answer once the first is known to be sent: when that got lost,
 * the gateway is asked to call again.
 */
async function take(reply: SmsReply, own: Replies): Promise<void> {
  const { id, phone, text } = reply;
  const word = residentReply(text);
  if (word) {
    await own.residents[word](phone);
    return;
  }
  const inbound = readInbound(text);
  if (inbound.kind === 'code') {
    await own.callbacks().acknowledge(phone, inbound.code);
    return;
  }
  const present = await means({ ...own.desk, now: own.now });
  const officer = present.directory.officerByPhone(phone);
  if (!officer || (await own.answered.has(id))) return;
  const says = await answerTo(reply, officer, present, own.desk.cases);
  const isRefused = says.template !== 'report-taken';
  if (isRefused && own.refusals.isMuch(phone, ms(present.now))) return;
  const { outcome } = await own.sms.send({ ...says, phone, id: `r-${id}` });
  if (outcome !== 'sent') throw new ProblemError(NOT_ANSWERED);
  if (isRefused) own.refusals.note(phone, ms(present.now));
  await own.answered.keep(id, present.now);
}

const NOT_ANSWERED = problem('unavailable', 'the answer to this reply did not go out; call again in a minute', {
  code: 'not-answered',
});

/** Opens the case that was reported, unless the same was sent within ten minutes: then it is answered with that, whatever the directory says by now. */
async function answerTo(
  { text, at }: SmsReply,
  officer: Officer,
  present: Means,
  cases: Replies['desk']['cases'],
): Promise<Says> {
  const id = await numberAgain(sha256(canonical({ officer: officer.id, text: text.trim() })), at, cases);
  if (await cases.load(id)) return saysTaken(id);
  const report = readSmsReport(text, officer, present.directory);
  if ('refused' in report) return saysRefused(report);
  const command = { id, ...report };
  const decision = decideOpen(command, { officer: officer.id, posts: officer.posts }, present.now, present.directory);
  if (isRefusal(decision)) throw new Error(`a report by SMS was read, and cannot be opened: ${decision.message}`);
  const request = sha256(canonical({ officer: officer.id, command }));
  // Somebody else who saved it first is another call of the same reply.
  await cases.save(firstVersion(request, decision, present), present);
  return saysTaken(id);
}
