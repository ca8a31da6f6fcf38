import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { claimOf, isSigned } from '../../functions/shell/gateway-signature.ts';
import { gatewaySms } from '../../functions/shell/gateway-sms.ts';
import type { Outgoing } from '../../functions/shell/sms.ts';
import { createManualClock } from '../../local/clock.ts';
import type { Call } from '../../local/observer.ts';
import { createSecrets } from '../../local/secrets.ts';
import { createSms } from '../../local/sms.ts';
import { createSmsGateway } from '../../local/sms-gateway.ts';
import { scratch } from './cloud-under-test.ts';

const KEY = 'the-key';
const clock = createManualClock(Date.now());
const { path, remove } = scratch();
const sink = createSms({ file: join(path, 'sms.jsonl'), clock, topics: new Set() });

/** What the API was called with, and whether it was signed as the functions want it. */
let called: { path: string; body: unknown; signed: boolean }[] = [];
beforeEach(() => {
  called = [];
  sink.failWith(() => undefined);
});

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const api: RequestListener = async (request, response) => {
  const { method = '', url = '', headers } = request;
  const body = await bodyOf(request);
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const claim = claimOf({ method, path: url, headers: plain, body }, clock.now());
  called.push({ path: url, body: JSON.parse(body), signed: claim !== undefined && isSigned(claim, KEY) });
  response.end('{"taken":true}');
};

const servers: { close(): unknown }[] = [];
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
let url = '';
beforeAll(async () => {
  const text = (template: string) => (template === 'notice' ? '红灯' : undefined);
  const gateway = createSmsGateway({ key: KEY, sink, clock, api: await serve(api), text });
  const routes = { messages: gateway.messages, replies: gateway.replies, receipts: gateway.receipts };
  url = await serve((request, response) => {
    const [, route] = Object.entries(routes).find(([name]) => request.url === `/${name}`) ?? [];
    route?.(request, response);
  });
});
afterAll(async () => {
  for (const server of servers) server.close();
  await sink.close();
  remove();
});

const message: Outgoing = { phone: '+8613800138000', template: 'notice', parameters: { number: '7C' }, id: '12' };
const sms = (key = KEY) => gatewaySms({ url, key: async () => key, templates: {}, fetch });

describe('the embedded gateway', () => {
  test('takes what is signed, among the messages of SNS', async () => {
    expect(await sms().send(message)).toEqual({ outcome: 'sent', reference: expect.any(String) });
    expect(await sink.list(1)).toMatchObject([
      { phone: '+8613800138000', message: '红灯', attributes: { template: 'notice', reference: '12' } },
    ]);
  });

  test.each<[string, Outgoing, string, string]>([
    ['another key', message, 'another', 'gateway 401'],
    ['a template that nobody registered', { ...message, template: 'bundle' }, KEY, 'gateway UNKNOWN_TEMPLATE'],
    ['no telephone', { ...message, phone: '12' }, KEY, 'gateway 400'],
  ])('refuses %s', async (_, outgoing, key, reference) => {
    expect(await sms(key).send(outgoing)).toEqual({ outcome: 'failed', reference });
  });

  test.each([
    [200, { outcome: 'failed', reference: 'gateway LIMIT' }],
    [429, { outcome: 'failed', reference: 'gateway 429' }],
    [503, { outcome: 'unknown', reference: 'gateway 503' }],
  ])('fails with %i when a test wants it', async (status, outcome) => {
    sink.failWith(() => ({ status, code: 'LIMIT', message: 'no more today' }));
    expect(await sms().send(message)).toEqual(outcome);
  });

  const tell = async (what: string, body: unknown) => {
    const response = await fetch(`${url}/${what}`, { method: 'POST', body: JSON.stringify(body) });
    return {
      status: response.status,
      body: z.looseObject({ sent: z.optional(z.unknown()) }).parse(await response.json()),
    };
  };
  const at = new Date(clock.now()).toISOString();

  test('calls the API with a signed reply', async () => {
    const { body } = await tell('replies', { phone: '+8613800138000', text: '12' });
    expect(body).toMatchObject({ status: 200, answer: '{"taken":true}' });
    expect(called).toEqual([
      { path: '/sms/replies', body: { id: expect.any(String), phone: '+8613800138000', text: '12', at }, signed: true },
    ]);
    await tell('replies', body.sent);
    expect(called[1]).toEqual(called[0]);
  });

  test('calls the API with a signed receipt', async () => {
    await tell('receipts', { phone: '+8613800138000', reference: '12', state: 'bounced', id: 'R-1' });
    const receipts = [{ id: 'R-1', phone: '+8613800138000', reference: '12', state: 'bounced', at }];
    expect(called).toEqual([{ path: '/sms/receipts', body: { receipts }, signed: true }]);
  });

  test('says what is wrong with what it is told', async () => {
    expect(await tell('replies', { text: '12' })).toMatchObject({ status: 400 });
    expect(called).toEqual([]);
  });
});

describe('the embedded Secrets Manager', () => {
  const directory = join(path, 'secrets');
  const arn = 'arn:aws:secretsmanager:x:0:secret:key';
  const secrets = [
    {
      logicalId: 'Key',
      arn,
      name: 'key',
      GenerateSecretString: { PasswordLength: 41, ExcludePunctuation: true as const },
    },
  ];
  const calls: Call[] = [];
  let client: SecretsManagerClient;
  beforeAll(async () => {
    const own = createSecrets({ directory, secrets, onCall: (call) => calls.push(call) });
    const credentials = { accessKeyId: 'Sender', secretAccessKey: 'b' };
    client = new SecretsManagerClient({ endpoint: await serve(own.handle), region: 'x', credentials });
  });

  test('makes a secret once, and keeps it for its owner alone', async () => {
    const { SecretString = '', ARN } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    expect([ARN, SecretString.length]).toEqual([arn, 41]);
    expect(createSecrets({ directory, secrets }).valueOf(arn)).toBe(SecretString);
    expect(readdirSync(directory)).toEqual(['key']);
    expect(statSync(join(directory, 'key')).mode & 0o777).toBe(0o600);
    expect(calls).toEqual([
      { service: 'secretsmanager', action: 'GetSecretValue', resource: arn, principal: 'Sender' },
    ]);
  });

  test('names what it does not have', async () => {
    await expect(client.send(new GetSecretValueCommand({ SecretId: 'other' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(client.send(new DescribeSecretCommand({ SecretId: arn }))).rejects.toThrow('DescribeSecret');
  });
});
