import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { Clock } from './clock.ts';
import { readBody } from './gateway.ts';
import { type OnCall, principalOf } from './observer.ts';

/** A text message that was sent: to a phone, or to a topic for those who subscribe to it. `at` is engine time, ISO UTC. */
export const Sms = z.object({
  id: z.string(),
  at: z.string(),
  phone: z.optional(z.string()),
  topic: z.optional(z.string()),
  message: z.string(),
  attributes: z.record(z.string(), z.string()),
});
export type Sms = z.infer<typeof Sms>;

type Said = Omit<Sms, 'id' | 'at'>;

/** A fault that a test wants SNS, or the gateway, to answer a message with; with status 0 the gateway cuts the connection. */
export interface SmsFault {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export type SmsSink = ReturnType<typeof createSms>;

const mostBytes = 300_000;
const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';

/**
 * The embedded SNS: takes Publish to a phone or a topic of the template and writes it to `file` before it answers. Anything
 * else is answered with InvalidAction. Nothing is sent anywhere.
 */
export function createSms(options: {
  file: string;
  clock: Clock;
  topics: ReadonlySet<string>;
  onSms?: ((sms: Sms) => void) | undefined;
  onCall?: OnCall | undefined;
}) {
  const { file, clock, topics, onSms, onCall } = options;
  let journal = createWriteStream(file, { flags: 'a' });
  const append = (sms: Sms) =>
    new Promise<void>((resolve, reject) => {
      journal.write(`${JSON.stringify(sms)}\n`, (fault) => (fault ? reject(fault) : resolve()));
    });
  let faultFor: (sms: Sms) => SmsFault | undefined = () => undefined;

  async function take(said: Said): Promise<Sms | SmsFault> {
    const sms = { ...said, id: randomUUID(), at: new Date(clock.now()).toISOString() };
    const fault = check(sms, topics) ?? faultFor(sms);
    if (fault) return fault;
    await append(sms);
    onSms?.(sms);
    return sms;
  }

  return {
    /** Takes a message, however it came here; a fault if it cannot, or is to fail. */
    take,

    /** Answers one request of an SNS client. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const form = new URLSearchParams((await readBody(request, mostBytes))?.toString());
      const action = form.get('Action') ?? '';
      const resource = form.get('TopicArn') ?? '*';
      onCall?.({ service: 'sns', action, resource, principal: principalOf(request) });
      const outcome = action === 'Publish' ? await take(messageOf(form)) : invalidAction(action);
      if ('code' in outcome) return send(response, outcome.status, errorXml(outcome));
      send(response, 200, publishXml(outcome.id));
    },

    /** The messages sent so far, over restarts too, newest first. */
    async list(limit: number): Promise<Sms[]> {
      if (!existsSync(file)) return [];
      const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
      return lines
        .slice(Math.max(0, lines.length - limit))
        .reverse()
        .map((line) => Sms.parse(JSON.parse(line)));
    },

    /** Forgets what went to a telephone, as a carrier would be asked to. */
    async forget(phone: string): Promise<void> {
      await new Promise<void>((resolve) => journal.end(() => resolve()));
      const kept = (await readFile(file, 'utf8'))
        .split('\n')
        .slice(0, -1)
        .filter((line) => Sms.parse(JSON.parse(line)).phone !== phone);
      writeFileSync(`${file}.new`, kept.map((line) => `${line}\n`).join(''));
      renameSync(`${file}.new`, file);
      journal = createWriteStream(file, { flags: 'a' });
    },

    /** Lets a test decide, message by message, which fault to answer with. */
    failWith(decide: (sms: Sms) => SmsFault | undefined) {
      faultFor = decide;
    },

    close: () => new Promise<void>((resolve) => journal.end(() => resolve())),
  };
}

function messageOf(form: URLSearchParams): Said {
  const attributes: Record<string, string> = {};
  for (let index = 1; form.has(`MessageAttributes.entry.${index}.Name`); index++) {
    const name = form.get(`MessageAttributes.entry.${index}.Name`) ?? '';
    attributes[name] = form.get(`MessageAttributes.entry.${index}.Value.StringValue`) ?? '';
  }
  return {
    phone: form.get('PhoneNumber') ?? undefined,
    topic: form.get('TopicArn') ?? undefined,
    message: form.get('Message') ?? '',
    attributes,
  };
}

function check({ phone, topic, message }: Sms, topics: ReadonlySet<string>): SmsFault | undefined {
  const invalid = (text: string) => ({ status: 400, code: 'InvalidParameter', message: `Invalid parameter: ${text}` });
  if (message === '') return invalid('Empty message');
  if (topic !== undefined && !topics.has(topic))
    return { status: 404, code: 'NotFound', message: 'Topic does not exist' };
  if (topic === undefined && !/^\+[1-9]\d{4,14}$/.test(phone ?? ''))
    return invalid(`PhoneNumber Reason: ${phone} is not valid to publish to`);
  return undefined;
}

function invalidAction(action: string): SmsFault {
  return {
    status: 400,
    code: 'InvalidAction',
    message: `The embedded SNS does not know the action ${action}; it knows Publish`,
  };
}

function publishXml(id: string): string {
  return `<PublishResponse xmlns="${namespace}"><PublishResult><MessageId>${id}</MessageId></PublishResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></PublishResponse>`;
}

function errorXml({ status, code, message }: SmsFault): string {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const type = status < 500 ? 'Sender' : 'Receiver';
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${escaped}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
}

function send(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(xml) });
  response.end(xml);
}
