import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { Clock } from './clock.ts';
import { readBody, sendJson } from './gateway.ts';
import type { SmsSink } from './sms.ts';
import { headersFor, isSigned } from './sms-signature.ts';

/** What a template says; undefined for one that is not registered. */
export type SmsText = (template: string, parameters: Readonly<Record<string, string>>) => string | undefined;

export type SmsGateway = ReturnType<typeof createSmsGateway>;

const Message = z.strictObject({
  phone: z.string(),
  template: z.string().check(z.minLength(1)),
  parameters: z.record(z.string(), z.string()),
  reference: z.string().check(z.minLength(1)),
});
/** With `id` and `at` of before it is the same again, as a gateway repeats it that got no answer. */
const again = { id: z.optional(z.string()), at: z.optional(z.string()) };
const Reply = z.strictObject({ phone: z.string(), text: z.string(), ...again });
const Receipt = z.strictObject({ phone: z.string(), reference: z.string(), state: z.string(), ...again });

const mostBytes = 100_000;
const signedWithin = 300_000;

/**
 * The embedded gateway for SMS: takes signed messages into the sink where those of SNS are, and calls the API with signed
 * receipts and replies when it is told to. Nothing is sent anywhere.
 */
export function createSmsGateway(options: {
  key: string;
  sink: SmsSink;
  clock: Clock;
  /** Where the API answers. */
  api: string;
  text?: SmsText | undefined;
}) {
  const {
    key,
    sink,
    clock,
    api,
    text = (template, parameters) => `${template} ${JSON.stringify(parameters)}`,
  } = options;
  const now = () => new Date(clock.now()).toISOString();
  const within = signedWithin * Math.max(1, clock.speed);

  async function call(path: string, content: object) {
    const body = JSON.stringify(content);
    const headers = headersFor({ path, timestamp: now(), id: randomUUID(), body }, key);
    const response = await fetch(`${api}${path}`, { method: 'POST', headers, body });
    return { sent: content, status: response.status, answer: await response.text() };
  }

  /** Calls the API with what it is told, and answers with what the API did. */
  const told =
    <T extends { id?: string | undefined; at?: string | undefined }>(
      schema: z.ZodMiniType<T>,
      path: string,
      content: (told: T & { id: string; at: string }) => object,
    ) =>
    async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const { success, data, error } = schema.safeParse(parsed(await textOf(request)));
      if (!success) return sendJson(response, 400, { message: z.prettifyError(error) });
      sendJson(
        response,
        200,
        await call(path, content({ ...data, id: data.id ?? randomUUID(), at: data.at ?? now() })),
      );
    };

  return {
    /** Takes one message. */
    async messages(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const body = await textOf(request);
      const signed = { path: request.url ?? '', headers: request.headers, body };
      if (!isSigned(signed, key, { now: clock.now(), within })) return sendJson(response, 401, { code: 'NOT_SIGNED' });
      const { success, data, error } = Message.safeParse(parsed(body));
      if (!success) return sendJson(response, 400, { code: 'MALFORMED', message: z.prettifyError(error) });
      const { phone, template, parameters, reference } = data;
      const message = text(template, parameters);
      if (message === undefined) return sendJson(response, 200, { accepted: false, code: 'UNKNOWN_TEMPLATE' });
      const outcome = await sink.take({ phone, message, attributes: { template, reference } });
      if (!('code' in outcome)) return sendJson(response, 200, { accepted: true, id: outcome.id });
      const { status, code } = outcome;
      if (status === 0) return void response.destroy();
      sendJson(response, status, status === 200 ? { accepted: false, code } : { code, message: outcome.message });
    },
    replies: told(Reply, '/sms/replies', (reply) => reply),
    receipts: told(Receipt, '/sms/receipts', (receipt) => ({ receipts: [receipt] })),
  };
}

const textOf = async (request: IncomingMessage): Promise<string> =>
  (await readBody(request, mostBytes))?.toString() ?? '';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
