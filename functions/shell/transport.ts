import { env } from './env.ts';
import { configuredGateway } from './gateway-sms.ts';
import { noSms, type Sms, snsSms } from './sms.ts';

const TRANSPORTS: Record<string, () => Sms> = { sns: () => snsSms(), gateway: configuredGateway };

/** What sends SMS here, as the settings say. */
export const transport = (): Sms => TRANSPORTS[env('SMS')]?.() ?? noSms;
