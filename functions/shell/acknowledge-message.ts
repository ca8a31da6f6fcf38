import { acknowledge, type How, type Message } from '../../domain/line/message.ts';
import type { Phone } from '../../domain/primitives.ts';
import { now } from './chance.ts';
import { tellAcknowledged } from './correspondents.ts';
import { inTurns } from './in-turns.ts';
import type { LineDesk } from './line-desk.ts';

const AT_ONCE = 8;
const MOST_TRIES = 5;

/**
 * Puts on record that a message was acknowledged, and tells every case it was about. False when there is no such message, or
 * its time is over. A second call changes nothing, and tells whatever case the first did not get to.
 */
export async function acknowledgeMessage(
  desk: Pick<LineDesk, 'lines' | 'cases'>,
  phone: Phone,
  seq: number,
  how: How,
): Promise<boolean> {
  const message = await kept(desk, phone, seq, how);
  if (!message) return false;
  await inTurns(message.letters, AT_ONCE, (letter) =>
    tellAcknowledged(desk, letter, phone, message.acknowledged?.how ?? how),
  );
  return true;
}

async function kept({ lines }: Pick<LineDesk, 'lines'>, phone: Phone, seq: number, how: How): Promise<Message | null> {
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const message = await lines.message(phone, seq);
    const next = message ? acknowledge(message, how, now()) : null;
    if (next === null || next === message) return next;
    if (await lines.keep(phone, next)) return next;
  }
  throw new Error('a message was written by others too often; try again');
}
