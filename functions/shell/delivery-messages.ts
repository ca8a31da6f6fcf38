import * as z from 'zod/mini';
import { Recipient } from '../../domain/case/event.ts';
import { Urgency } from '../../domain/line/letter.ts';
import { Arrived, How, SendOutcome } from '../../domain/line/message.ts';
import { Instant, Key, Phone } from '../../domain/primitives.ts';

/** What supervisors ask of messages, as the API and its description share it. */
export const DeliveriesQuery = z.strictObject({
  unit: z.optional(Key),
  /** The messages of a telephone, instead of the counts of units: whole, or its last four digits are not enough. */
  phone: z.optional(Phone),
  since: z.optional(Instant),
  until: z.optional(Instant),
});

const Counts = z.object({
  messages: z.int(),
  sent: z.int(),
  failed: z.int(),
  /** Nobody can say whether they went out. */
  unknown: z.int(),
  /** Of those sent, as the carrier says; SNS does not say it message by message. */
  delivered: z.int(),
  bounced: z.int(),
  /** Asked to be acknowledged, and acknowledged 簽收. */
  asked: z.int(),
  acknowledged: z.int(),
  /** Half of those that were acknowledged were within so many seconds. */
  medianSeconds: z.nullable(z.number()),
});
export type Counts = z.infer<typeof Counts>;

/** What waits on a line: held by the pace of telephones, gathered, or by the month's budget. */
const Held = z.object({
  phoneEnding: z.string(),
  letters: z.int(),
  urgent: z.int(),
  oldest: Instant,
  next: z.nullable(Instant),
});

const Logged = z.object({
  at: Instant,
  unit: Key,
  outcome: SendOutcome,
  reference: z.optional(z.string()),
  arrived: z.nullable(z.object({ at: Instant, state: Arrived })),
  acknowledged: z.nullable(z.object({ at: Instant, how: How })),
  about: z.array(
    z.object({
      of: z.enum(['case', 'review']),
      id: z.string(),
      news: z.string(),
      as: Recipient,
      urgency: Urgency,
      attempt: z.int(),
    }),
  ),
});

export const Deliveries = z.object({
  at: Instant,
  since: Instant,
  until: Instant,
  unit: Key,
  rows: z.array(z.object({ unit: Key, name: z.string(), ...Counts.shape })),
  held: z.array(Held),
  log: z.array(Logged),
});
export type Deliveries = z.infer<typeof Deliveries>;

/** `GET /cases/{id}/deliveries`: each with what it told of this case. */
export const CaseDeliveries = z.object({ deliveries: z.array(Logged) });
export type CaseDeliveries = z.infer<typeof CaseDeliveries>;
