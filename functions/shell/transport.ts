import { env } from './env.ts';
import { noSms, type Sms, snsSms } from './sms.ts';
import { smsGateway } from './sms-gateway.ts';

const TRANSPORTS: Record<string, () => Sms> = { sns: () => snsSms(), gateway: smsGateway };

/** What sends SMS here, as the settings say. */
export const transport = (): Sms => TRANSPORTS[env('SMS')]?.() ?? noSms;
