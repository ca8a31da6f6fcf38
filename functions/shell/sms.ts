import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Outcome } from '../../domain/case-file/outbox.ts';
import { type Says, textOf } from '../../domain/line/templates.ts';
import { requestHandler } from './request-handler.ts';

/** A message to one telephone. */
export interface Outgoing extends Says {
  phone: string;
  /** Names the message to the line of the telephone, and to nobody else: what carriers say of it later names it too. */
  id: string;
}

/**
 * Sends one SMS, once: SNS has no idempotency, so trying again is for the outbox, which counts it. Never throws: what went
 * wrong is an outcome, since the next telephone has to be tried. The reference never holds a number.
 */
export interface Sms {
  /** Whether what people reply arrives. */
  takesReplies: boolean;
  send(message: Outgoing): Promise<Outcome>;
}

/** Errors after which nobody knows whether the message went out. */
const UNKNOWN = /timeout|timed ?out|ECONNRESET|EPIPE|socket hang up/i;

export function snsSms(
  client = new SNSClient({
    maxAttempts: 1,
    requestHandler: requestHandler(5000),
  }),
): Sms {
  return {
    takesReplies: false,
    async send({ phone, ...says }) {
      try {
        const MessageAttributes = { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } };
        const { MessageId } = await client.send(
          new PublishCommand({ PhoneNumber: phone, Message: textOf(says), MessageAttributes }),
        );
        return { outcome: 'sent', ...(MessageId !== undefined && { reference: MessageId }) };
      } catch (fault) {
        const name = fault instanceof Error ? `${fault.name} ${fault.message}` : String(fault);
        return {
          outcome: UNKNOWN.test(name) ? 'unknown' : 'failed',
          reference: fault instanceof Error ? fault.name : 'fault',
        };
      }
    },
  };
}

/** Where no transport is set up: every attempt is on record as failed, and the alarm says so. */
export const noSms: Sms = {
  takesReplies: false,
  send: async () => ({ outcome: 'failed', final: true, reference: 'no SMS transport is set up' }),
};
