import { now } from '../shell/chance.ts';
import { desk, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { env } from '../shell/env.ts';
import { gatewayKey } from '../shell/gateway-key.ts';
import { configuredGateway } from '../shell/gateway-sms.ts';
import { lately } from '../shell/lately.ts';
import { lineCallbacks } from '../shell/line-callbacks.ts';
import { lines } from '../shell/line-desk.ts';
import { wantsNoSms, wantsSms } from '../shell/phone-choice.ts';
import { replyRecord } from '../shell/reply-record.ts';
import { residents } from '../shell/resident-desk.ts';
import { repliesEndpoint } from '../shell/take-reply.ts';

const choosing = { cases: desk(), lines: lines(), residents: residents() };

/** `POST /sms/replies`: the gateway passes on what somebody sent to the district: a reply code, a word for residents, or a report. */
export const handler = repliesEndpoint({
  key: gatewayKey(env('SMS_SECRET')),
  now,
  callbacks: lineCallbacks,
  desk: desk(),
  answered: replyRecord(dynamo, env('LINES_TABLE'), district),
  residents: { yes: (phone) => wantsSms(choosing, phone), stop: (phone) => wantsNoSms(choosing, phone) },
  refusals: lately(5, 3_600_000),
  sms: configuredGateway(),
});
