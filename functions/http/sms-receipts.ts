import { now } from '../shell/chance.ts';
import { receiptsEndpoint } from '../shell/delivery-receipts.ts';
import { env } from '../shell/env.ts';
import { gatewayKey } from '../shell/gateway-key.ts';
import { lineCallbacks } from '../shell/line-callbacks.ts';

/** `POST /sms/receipts`: the gateway says which messages arrived. */
export const handler = receiptsEndpoint({ key: gatewayKey(env('SMS_SECRET')), now, callbacks: lineCallbacks });
