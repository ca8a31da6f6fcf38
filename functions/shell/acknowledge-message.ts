import { acknowledge, type How } from '../../domain/line/message.ts';
import type { Phone } from '../../domain/primitives.ts';
import { now } from './chance.ts';
import { changeMessage } from './change-message.ts';
import { tellAcknowledged } from './correspondents.ts';
import { inTurns } from './in-turns.ts';
import type { LineDesk } from './line-desk.ts';

const AT_ONCE = 8;

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
  const message = await changeMessage(desk.lines, phone, seq, (stands) => acknowledge(stands, how, now()));
  if (!message) return false;
  await inTurns(message.letters, AT_ONCE, (letter) =>
    tellAcknowledged(desk, letter, phone, message.acknowledged?.how ?? how),
  );
  return true;
}
