import { now } from '../shell/chance.ts';
import { desk, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { env } from '../shell/env.ts';
import { gatewayKey } from '../shell/gateway-key.ts';
import { lately } from '../shell/lately.ts';
import { lineCallbacks } from '../shell/line-callbacks.ts';
import { replyRecord } from '../shell/reply-record.ts';
import { smsGateway } from '../shell/sms-gateway.ts';
import { repliesEndpoint } from '../shell/take-reply.ts';

/** `POST /sms/replies`: the gateway passes on what somebody sent to the district: a reply code, or a report. */
export const handler = repliesEndpoint({
  key: gatewayKey(env('SMS_SECRET')),
  now,
  callbacks: lineCallbacks,
  desk: desk(),
  answered: replyRecord(dynamo, env('LINES_TABLE'), district),
  refusals: lately(5, 3_600_000),
  sms: smsGateway(),
});
