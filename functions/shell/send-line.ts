import { randomBytes } from 'node:crypto';
import type { Means } from '../../domain/case-file/case-file.ts';
import type { Outcome } from '../../domain/case-file/outbox.ts';
import type { Letter } from '../../domain/line/letter.ts';
import { claim, type Line, newLine, nextAt, nextLetters, type Sending } from '../../domain/line/line.ts';
import { freeAt } from '../../domain/line/pace.ts';
import { asking, bundled, segmentsOf, textOf } from '../../domain/line/templates.ts';
import { type Instant, type Phone, plusSeconds } from '../../domain/primitives.ts';
import { residentBundle, withWay } from '../../domain/resident/resident-texts.ts';
import type { Budget, Whose } from './budget.ts';
import { sha256 } from './chance.ts';
import { report, type Telling, tellBounced, tellingOf, withdraw } from './correspondents.ts';
import { means } from './execute.ts';
import { inTurns } from './in-turns.ts';
import type { LineDesk } from './line-desk.ts';
import { log } from './log.ts';
import type { Sms } from './sms.ts';

/** What sending takes. */
export interface Sender {
  desk: LineDesk;
  sms: Sms;
  budget: Budget;
  /** Where links lead that acknowledge: the secret follows. */
  acknowledgeAt: string;
  /** Where links lead by which residents say yes, or no more. */
  residentsAt: string;
}

/** Cases that are asked or told at once. */
const AT_ONCE = 8;
/** Seconds after which what cannot go out now is looked at again. */
const HELD = 3600;
const MOST_TURNS = 20;

/**
 * Sends what the line of a telephone may send now, and leaves word when to look at it again. Whoever claims a message owns the
 * line until that is on record; anybody else leaves then, since the owner looks at the letters once more after it. A sender
 * that vanished is found out after `patience`: what it was sending counts as of unknown outcome, unless it is on record.
 */
export async function sendFrom(sender: Sender, phone: Phone): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) if ((await sendNext(sender, phone)) === 'done') return;
  throw new Error('a line was written by others too often; try again');
}

/** The next message, if there is one for now. `again`: there may be more, or somebody else wrote the line meanwhile. */
async function sendNext(sender: Sender, phone: Phone): Promise<'done' | 'again'> {
  const { lines, cases } = sender.desk;
  const present = await means(cases);
  const { now, patience } = present;
  const { line, wakeAt } = (await lines.load(phone)) ?? { line: newLine, wakeAt: null };
  /** Nothing more to do before an instant, unless somebody wrote the line meanwhile. */
  const rest = async (until: Instant | null) =>
    until === wakeAt || (await lines.save(phone, { ...line, version: line.version + 1 }, until)) ? 'done' : 'again';
  if (line.sending) {
    if (plusSeconds(line.sending.at, patience) > now) return 'done';
    const known = await lines.message(phone, line.sending.seq);
    await settle(sender, phone, line.sending, known ?? { outcome: 'unknown' });
    await released(sender, phone, line, now);
    return 'again';
  }
  // A line that may send nothing and will be looked at reads no letters: a thousand may come in a minute, and each asks.
  const free = freeAt(line.sent, 'urgent', now);
  if (free > now && wakeAt !== null && wakeAt > now && wakeAt <= free) return 'done';
  const letters = await lines.letters(phone);
  const ready = nextLetters(line, letters, now);
  if (ready.length === 0) return rest(nextAt(line, letters, now));
  if (!(await sender.budget.allows(whose(ready), now))) {
    log.warn('sms held for the budget', { letters: ready.length });
    return rest(wakeAt !== null && wakeAt > now ? wakeAt : plusSeconds(now, HELD));
  }
  const found = await inTurns(ready, AT_ONCE, (letter) => newsOf(sender, phone, letter, present));
  const news = found.filter((one) => typeof one === 'object');
  if (news.length === 0) return found.includes('over') ? 'again' : rest(plusSeconds(now, HELD));
  const chosen = news.map(({ letter }) => letter);
  const tellings = news.map(({ telling }) => telling);
  const isForResident = chosen.some(({ of }) => of === 'report');
  const { says, secret } = isForResident
    ? residentMessage(sender, tellings)
    : message(sender, line.seq + 1, tellings, isUrgent(chosen));
  const link = isUrgent(chosen) || isForResident ? sha256(secret) : null;
  const claimed = claim(line, chosen, link, now);
  if (!(await lines.save(phone, claimed, plusSeconds(now, patience)))) return 'again';
  await sender.budget.spend(segmentsOf(textOf(says)), now);
  const outcome = await sender.sms.send({ phone, id: String(claimed.seq), ...says });
  await settle(sender, phone, claimed.sending, outcome);
  await released(sender, phone, claimed, now);
  return 'again';
}

const whose = (letters: readonly Letter[]): Whose =>
  isUrgent(letters) ? 'urgent' : letters[0]?.of === 'report' ? 'resident' : 'routine';

const isUrgent = (letters: readonly Letter[]): boolean => letters.some(({ urgency }) => urgency === 'urgent');

type News = { letter: Letter; telling: Telling };

/** A letter with what it says; `over` if that is no news any more, and it was taken back. */
async function newsOf(
  { desk }: Sender,
  phone: Phone,
  letter: Letter,
  present: Means,
): Promise<News | 'over' | 'unread'> {
  try {
    const telling = await tellingOf(desk, letter, phone, present);
    if (telling) return { letter, telling };
    await withdraw(desk, letter);
    await desk.lines.drop(phone, letter);
    return 'over';
  } catch (fault) {
    // It stays, and keeps no other from being sent.
    log.error('letter not told', { of: letter.of, id: letter.id, notice: letter.notice, fault });
    return 'unread';
  }
}

/** What is said; what is urgent asks to be acknowledged. The secret of the link stands in the message alone. */
function message({ sms, acknowledgeAt }: Sender, seq: number, tellings: readonly Telling[], asks: boolean) {
  const secret = randomBytes(12).toString('base64url');
  const alone = new Set(tellings.map(({ says }) => says.parameters.number)).size === 1 ? tellings[0]?.says : undefined;
  const says =
    alone ??
    bundled(
      tellings.map(({ word }) => word),
      tellings[0]?.language ?? 'zh',
    );
  const code = sms.takesReplies ? String(seq) : undefined;
  const link = acknowledgeAt === '' ? undefined : acknowledgeAt + secret;
  return { secret, says: asks ? asking(says, { code, link }) : says };
}

/** What is said to a resident, and how to say yes, or no more. */
function residentMessage({ sms, residentsAt }: Sender, tellings: readonly Telling[]) {
  const secret = randomBytes(12).toString('base64url');
  const alone = new Set(tellings.map(({ says }) => says.parameters.number)).size === 1 ? tellings[0]?.says : undefined;
  return { secret, says: withWay(alone ?? residentBundle(tellings.length), sms.takesReplies, residentsAt + secret) };
}

/**
 * Puts a message on record, and tells each case what became of it; then what the carrier said meanwhile. Can be done again from
 * any point. A case that cannot be told keeps the line from no other.
 */
async function settle(
  { desk }: Sender,
  phone: Phone,
  sending: Sending,
  { outcome, reference, final = false }: Outcome,
) {
  const unit = sending.letters[0]?.unit ?? '';
  const record = { ...sending, version: 1, unit, outcome, arrived: null, acknowledged: null };
  await desk.lines.keep(phone, { ...record, ...(reference !== undefined && { reference }) });
  await inTurns(sending.letters, AT_ONCE, async (letter) => {
    await isolated(letter, () =>
      report(desk, letter, phone, { outcome, final, ...(reference !== undefined && { reference }) }),
    );
    await desk.lines.drop(phone, letter);
  });
  const known = await desk.lines.message(phone, sending.seq);
  if (known?.arrived?.state !== 'bounced') return;
  await inTurns(sending.letters, AT_ONCE, (letter) => isolated(letter, () => tellBounced(desk, letter, phone)));
}

/** Its reconciler comes back to what a case was not told. */
const isolated = ({ of, id, notice }: Letter, work: () => Promise<void>): Promise<void> =>
  work().catch((fault: unknown) => log.error('case not told', { of, id, notice, fault }));

/** The line is free for its next message. */
const released = ({ desk }: Sender, phone: Phone, line: Line, now: Instant): Promise<boolean> =>
  desk.lines.save(phone, { ...line, version: line.version + 1, sending: null }, now);
