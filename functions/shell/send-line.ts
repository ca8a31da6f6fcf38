import { randomBytes } from 'node:crypto';
import type { Outcome } from '../../domain/case-file/outbox.ts';
import type { Letter } from '../../domain/line/letter.ts';
import { claim, type Line, newLine, nextAt, nextLetters, type Sending } from '../../domain/line/line.ts';
import { freeAt } from '../../domain/line/pace.ts';
import { asking, bundled, segmentsOf, textOf } from '../../domain/line/templates.ts';
import { type Instant, type Phone, plusSeconds } from '../../domain/primitives.ts';
import type { Budget } from './budget.ts';
import { sha256 } from './chance.ts';
import { report, type Telling, tellingOf, withdraw } from './correspondents.ts';
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
}

/** Cases that are asked or told at once. */
const AT_ONCE = 8;
const MOST_TURNS = 20;

/**
 * Sends what the line of a telephone may send now, and leaves word when to look at it again. Whoever claims a message owns the
 * line until that is on record; anybody else leaves then, since the owner looks at the letters once more after it. A sender
 * that vanished is found out after `patience`: what it was sending counts as of unknown outcome, unless it is on record.
 */
export async function sendFrom(sender: Sender, phone: Phone): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) if (await isDone(sender, phone)) return;
  throw new Error('a line was written by others too often; try again');
}

async function isDone(sender: Sender, phone: Phone): Promise<boolean> {
  const { lines, cases } = sender.desk;
  const present = await means(cases);
  const { now, patience } = present;
  const { line, wakeAt } = (await lines.load(phone)) ?? { line: newLine, wakeAt: null };
  if (line.sending) {
    if (plusSeconds(line.sending.at, patience) > now) return true;
    const known = await lines.message(phone, line.sending.seq);
    await settle(sender, phone, line.sending, known ?? { outcome: 'unknown' });
    await released(sender, phone, line, now);
    return false;
  }
  // A line that may send nothing and will be looked at reads no letters: a thousand may come in a minute, and each asks.
  const free = freeAt(line.sent, 'urgent', now);
  if (free > now && wakeAt !== null && wakeAt > now && wakeAt <= free) return true;
  const letters = await lines.letters(phone);
  const ready = nextLetters(line, letters, now);
  const next = nextAt(line, letters, now);
  if (ready.length === 0) return next === wakeAt || waits(sender, phone, line, next);
  const [chosen, tellings] = await stillNews(sender, phone, ready);
  if (chosen.length === 0) return false;
  const isUrgent = chosen.some(({ urgency }) => urgency === 'urgent');
  const { says, secret } = message(sender, line.seq + 1, tellings, isUrgent);
  const text = textOf(says);
  if (!(await sender.budget.allows(isUrgent, now))) {
    log.warn('sms held for the budget', { letters: chosen.length });
    return waits(sender, phone, line, plusSeconds(now, 3600));
  }
  const link = isUrgent ? sha256(secret) : null;
  const claimed = { ...claim(line, chosen, link, now), version: line.version + 1 };
  if (!claimed.sending || !(await lines.save(phone, claimed, plusSeconds(now, patience)))) return false;
  await sender.budget.spend(segmentsOf(text), now);
  const outcome = await sender.sms.send({ phone, id: String(claimed.seq), ...says });
  await settle(sender, phone, claimed.sending, outcome);
  await released(sender, phone, claimed, now);
  return false;
}

/** The letters that are still news, with what they say; the others are taken back. */
async function stillNews({ desk }: Sender, phone: Phone, letters: readonly Letter[]): Promise<[Letter[], Telling[]]> {
  const present = await means(desk.cases);
  const told = await inTurns(letters, AT_ONCE, (letter) => tellingOf(desk, letter, present));
  const [kept, tellings, over]: [Letter[], Telling[], Letter[]] = [[], [], []];
  for (const [index, letter] of letters.entries()) {
    const telling = told[index];
    if (!telling) over.push(letter);
    else {
      kept.push(letter);
      tellings.push(telling);
    }
  }
  await inTurns(over, AT_ONCE, async (letter) => {
    await withdraw(desk, letter);
    await desk.lines.drop(phone, letter);
  });
  return [kept, tellings];
}

/** What is said; what is urgent asks to be acknowledged. The secret of the link stands in the message alone. */
function message({ sms, acknowledgeAt }: Sender, seq: number, tellings: readonly Telling[], isUrgent: boolean) {
  const secret = randomBytes(12).toString('base64url');
  const alone = new Set(tellings.map(({ says }) => says.parameters.number)).size === 1 ? tellings[0]?.says : undefined;
  const says = alone ?? bundled(tellings.map(({ word }) => word));
  const code = sms.takesReplies ? String(seq) : undefined;
  const link = acknowledgeAt === '' ? undefined : acknowledgeAt + secret;
  return { secret, says: isUrgent ? asking(says, { code, link }) : says };
}

/** Puts a message on record, and tells each case what became of it. Can be done again from any point. */
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
    await report(desk, letter, { outcome, final, ...(reference !== undefined && { reference }) });
    await desk.lines.drop(phone, letter);
  });
}

/** The line is free for its next message. */
const released = ({ desk }: Sender, phone: Phone, line: Line, now: Instant): Promise<boolean> =>
  desk.lines.save(phone, { ...line, version: line.version + 1, sending: null }, now);

/** Nothing more to do before an instant; false if somebody else wrote the line meanwhile. */
const waits = ({ desk }: Sender, phone: Phone, line: Line, wakeAt: Instant | null): Promise<boolean> =>
  desk.lines.save(phone, { ...line, version: line.version + 1 }, wakeAt);
