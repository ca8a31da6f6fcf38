import * as z from 'zod/mini';
import { after, Digest, Instant, plusSeconds } from '../primitives.ts';
import { Letter, RANK } from './letter.ts';
import { freeAt, withSend } from './pace.ts';

/** A message that is being sent: claimed by one sender, so that no other sends it. */
export const Sending = z.strictObject({
  /** Numbers the messages of the line, and is the code that acknowledges it: never given out twice on one line. */
  seq: z.int(),
  at: Instant,
  letters: z.array(Letter),
  /** SHA-256 of the secret in its link; null if nobody has to acknowledge it. */
  link: z.nullable(Digest),
});
export type Sending = z.infer<typeof Sending>;

/**
 * The line to one telephone: what it got lately, and what it is being sent. Whoever writes it owns the line until
 * the message is on record, or patience ends.
 */
export const Line = z.strictObject({
  version: z.int(),
  seq: z.int(),
  sent: z.array(Instant),
  sending: z.nullable(Sending),
});
export type Line = z.infer<typeof Line>;

export const newLine: Line = { version: 0, seq: 0, sent: [], sending: null };

/** How long what is gathered waits for more, in seconds. */
export const GATHERED = 30 * 60;
/** A message tells of so many letters at most. */
export const MOST_LETTERS = 1000;

/** From when on a letter wants to be sent. */
const wantedAt = ({ urgency, at }: Pick<Letter, 'urgency' | 'at'>): Instant =>
  urgency === 'digest' ? plusSeconds(at, GATHERED) : at;

/** The earliest instant at which a line can send any letter of these. Null if there are none. */
export function nextAt(line: Line, letters: readonly Pick<Letter, 'urgency' | 'at'>[], now: Instant): Instant | null {
  const instants = letters.map((letter) => after(wantedAt(letter), freeAt(line.sent, letter.urgency, now)));
  return instants.sort()[0] ?? null;
}

/**
 * The letters of the next message, if one may go now. What is urgent goes first and by itself. A prompt one alone goes alone, so
 * that its message can say all of it; with several goes what is gathered, since a message is spent anyway.
 */
export function nextLetters(line: Line, letters: readonly Letter[], now: Instant): readonly Letter[] {
  const due = (letter: Letter) => wantedAt(letter) <= now && freeAt(line.sent, letter.urgency, now) <= now;
  const ready = letters.filter(due);
  const isUrgent = ready.some(({ urgency }) => urgency === 'urgent');
  const rest = isUrgent || ready.length < 2 ? ready : letters;
  const sorted = rest
    .filter(({ urgency }) => (urgency === 'urgent') === isUrgent)
    .toSorted((a, b) => RANK[a.urgency] - RANK[b.urgency] || (a.at < b.at ? -1 : 1));
  // Who is on duty and lives there gets two messages: one is of their work.
  return sorted.filter(({ of }) => (of === 'report') === (sorted[0]?.of === 'report')).slice(0, MOST_LETTERS);
}

/** Claims the next message of the line, in its next version. It counts as sent from now on, whatever becomes of it. */
export function claim(
  line: Line,
  letters: readonly Letter[],
  link: Digest | null,
  now: Instant,
): Line & { sending: Sending } {
  const seq = line.seq + 1;
  return {
    version: line.version + 1,
    seq,
    sent: withSend(line.sent, now),
    sending: { seq, at: now, letters: [...letters], link },
  };
}
