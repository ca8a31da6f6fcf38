import { now } from '../shell/chance.ts';
import { env } from '../shell/env.ts';
import { gatewayKey } from '../shell/gateway-key.ts';
import { lineCallbacks } from '../shell/line-callbacks.ts';
import { receiptsEndpoint } from '../shell/take-receipts.ts';

/** `POST /sms/receipts`: the gateway says which messages arrived. */
export const handler = receiptsEndpoint({ key: gatewayKey(env('SMS_SECRET')), now, callbacks: lineCallbacks });
