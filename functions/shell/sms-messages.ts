import * as z from 'zod/mini';
import { Arrived } from '../../domain/line/message.ts';
import { Instant, Phone } from '../../domain/primitives.ts';

/** As the gateway names things; it says the same name again when it repeats itself. */
const Id = z.string().check(z.regex(/^[\w.:-]{1,100}$/, 'letters, digits and . : _ -, at most 100'));

/** What we called the message: of an answer to a reply, the name of the reply with something before it. */
const Reference = z.string().check(z.maxLength(110));

/** `POST /sms/receipts`: what became of messages. `reference` is what we gave the message with. */
export const SmsReceipts = z.strictObject({
  receipts: z
    .array(
      z.strictObject({
        id: Id,
        phone: Phone,
        reference: Reference,
        state: Arrived,
        at: Instant,
      }),
    )
    .check(z.maxLength(100)),
});

/** `POST /sms/replies`: what somebody sent to the district. `at` is when the gateway got it. */
export const SmsReply = z.strictObject({
  id: Id,
  phone: Phone,
  text: z.string().check(z.maxLength(5000)),
  at: Instant,
});
export type SmsReply = z.infer<typeof SmsReply>;

/** What the gateway is told: that it need not call again. It is the same whoever sent what. */
export const SmsTaken = z.object({ taken: z.literal(true) });
export const TAKEN: z.infer<typeof SmsTaken> = { taken: true };
