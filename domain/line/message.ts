import * as z from 'zod/mini';
import { Instant, Key, plusSeconds } from '../primitives.ts';
import { Sending } from './line.ts';

/** How a message got acknowledged 簽收: by its link, or by a reply with its code. */
export const How = z.enum(['link', 'reply']);
export type How = z.infer<typeof How>;

/** How a send ended. `unknown`: nobody can say whether it went out, so it counts as not sent and is repeated. */
export const SendOutcome = z.enum(['sent', 'failed', 'unknown']);
export type SendOutcome = z.infer<typeof SendOutcome>;

/** What the carrier says became of a message that was sent. */
export const Arrived = z.enum(['delivered', 'bounced']);
export type Arrived = z.infer<typeof Arrived>;

/** A message that went out, or was tried: what is on record of a line. */
export const Message = z.strictObject({
  ...Sending.shape,
  version: z.int(),
  /** The unit that its first letter is for. */
  unit: Key,
  outcome: SendOutcome,
  reference: z.optional(z.string()),
  arrived: z.nullable(z.strictObject({ at: Instant, state: Arrived })),
  acknowledged: z.nullable(z.strictObject({ at: Instant, how: How })),
});
export type Message = z.infer<typeof Message>;

/** Seconds for which the link and the code of a message acknowledge it. */
export const ACKNOWLEDGED_WITHIN = 2 * 3600;

/** The message acknowledged; itself if it was before; null when its time is over, or it asked for no answer. */
export function acknowledge(message: Message, how: How, now: Instant): Message | null {
  if (message.acknowledged) return message;
  if (message.link === null || plusSeconds(message.at, ACKNOWLEDGED_WITHIN) < now) return null;
  return { ...message, acknowledged: { at: now, how } };
}

/**
 * The message with what the carrier says of it. Its first word stands, but that it arrived overrules that it did not: receipts
 * may come twice, and out of order.
 */
export function arrived(message: Message, state: Arrived, now: Instant): Message {
  const known = message.arrived?.state;
  if (known === 'delivered' || known === state) return message;
  return { ...message, arrived: { at: now, state } };
}
