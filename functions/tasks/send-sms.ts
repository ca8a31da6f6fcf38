import { monthlyBudget } from '../shell/budget.ts';
import { district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { env } from '../shell/env.ts';
import { lineDesk } from '../shell/line-desk.ts';
import { type Sender, sendFrom } from '../shell/send-line.ts';
import { consumer } from '../shell/stream.ts';
import { transport } from '../shell/transport.ts';

const sender: Sender = {
  desk: lineDesk(),
  sms: transport(),
  budget: monthlyBudget(dynamo, env('LINES_TABLE'), district, Number(env('SMS_MONTHLY'))),
  acknowledgeAt: `${env('API_URL')}/a/`,
  residentsAt: `${env('API_URL')}/u/`,
};

/** The only function that sends: fed by the letters that are posted to a line, and by the reconciler's ring. */
export const handler = consumer(
  (phone) => sendFrom(sender, phone),
  (phone) => `line …${phone.slice(-4)}`,
);
