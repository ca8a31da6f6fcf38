import { endpoint, ok } from './endpoint.ts';
import { readCall, type Verifier } from './gateway-call.ts';
import type { LineCallbacks } from './line-callbacks.ts';
import { SmsReceipts, TAKEN } from './sms-messages.ts';

/** A message of a line; the answers to replies have other references, and nobody waits for theirs. */
const OF_A_LINE = /^[1-9]\d{0,8}$/;

/** Passes on what became of messages, in the order told. A receipt told again changes nothing, so a batch may be repeated. */
export const receiptsEndpoint = (own: Verifier & { callbacks: () => LineCallbacks }) =>
  endpoint(async (event) => {
    const { receipts } = await readCall(SmsReceipts, event, own);
    for (const { phone, reference, state } of receipts.filter(({ reference }) => OF_A_LINE.test(reference))) {
      await own.callbacks().arrived(phone, Number(reference), state);
    }
    return ok(TAKEN);
  });
