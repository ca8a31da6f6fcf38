import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { gatewayKey } from '../../functions/shell/gateway-key.ts';
import { claimOf, isSigned } from '../../functions/shell/gateway-signature.ts';
import { gatewaySms, templatesIn } from '../../functions/shell/gateway-sms.ts';
import type { Outgoing } from '../../functions/shell/sms.ts';
import { transport } from '../../functions/shell/transport.ts';

const KEY = 'the-key-of-the-gateway';
const message: Outgoing = {
  phone: '+8613800138000',
  template: 'notice',
  parameters: { news: '红灯', number: '7C', unit: '双河村', limit: '' },
  id: '12',
};

interface Got {
  request: IncomingMessage;
  body: string;
}
let got: Got[] = [];
let answer: (response: ServerResponse, request: IncomingMessage) => void;
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    got.push({ request, body: Buffer.concat(chunks).toString() });
    answer(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  got = [];
  vi.unstubAllEnvs();
});

const sms = (over: Partial<Parameters<typeof gatewaySms>[0]> = {}) =>
  gatewaySms({ url, key: async () => KEY, templates: {}, fetch, ...over });
const says = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

test('a message goes out once, signed, as the number of a template and its parameters', async () => {
  answer = says(200, { accepted: true, id: 'G-1' });
  expect(await sms({ templates: { notice: 'SMS_1' } }).send(message)).toEqual({ outcome: 'sent', reference: 'G-1' });
  const [{ request, body } = expect.unreachable(), ...more] = got;
  expect(more).toEqual([]);
  expect(JSON.parse(body)).toEqual({
    phone: '+8613800138000',
    template: 'SMS_1',
    parameters: message.parameters,
    reference: '12',
  });
  const { method = '', url: path = '', headers } = request;
  expect([method, path]).toEqual(['POST', '/v1/messages']);
  const claim = claimOf(
    { method, path, body, headers: Object.fromEntries(Object.entries(headers).map(([n, v]) => [n, String(v)])) },
    Date.now(),
  );
  expect(claim && isSigned(claim, KEY)).toBe(true);
});

test('a template that is not registered under a number goes by its own name', async () => {
  answer = says(200, { accepted: true, id: 'G-1' });
  await sms({ templates: { bundle: 'SMS_2' } }).send(message);
  expect(JSON.parse(got[0]?.body ?? '')).toMatchObject({ template: 'notice' });
});

describe('what the gateway answers is an outcome, never a fault', () => {
  test.each<[string, number, unknown, string, string]>([
    ['refused', 200, { accepted: false, code: 'BLACKLISTED' }, 'failed', 'gateway BLACKLISTED'],
    ['accepted without a number', 200, { accepted: true }, 'failed', 'gateway answer is not in form'],
    ['something else', 200, { ok: 1 }, 'failed', 'gateway answer is not in form'],
    ['nothing', 200, '', 'unknown', 'gateway answer is not JSON'],
    ['a page', 200, '<html>maintenance</html>', 'unknown', 'gateway answer is not JSON'],
    ['half an answer', 200, '{"accepted": tr', 'unknown', 'gateway answer is not JSON'],
    ['a redirect', 302, '', 'failed', 'gateway 302'],
    ['bad request', 400, { message: 'no' }, 'failed', 'gateway 400'],
    ['wrong signature', 401, '', 'failed', 'gateway 401'],
    ['too many', 429, '', 'failed', 'gateway 429'],
    ['broken', 500, { accepted: true, id: 'G-1' }, 'unknown', 'gateway 500'],
    ['overloaded', 503, '', 'unknown', 'gateway 503'],
    ['the telephone', 200, { accepted: false, code: 'bad number 138-0013-8000' }, 'failed', 'gateway'],
    ['the telephone as a number', 200, { accepted: true, id: 'x+8613800138000' }, 'sent', 'gateway'],
    ['the key', 200, { accepted: false, code: KEY }, 'failed', 'gateway'],
    ['a book', 200, { accepted: false, code: `<b>${'a'.repeat(1000)}` }, 'failed', `gateway b${'a'.repeat(55)}`],
  ])('%s: %i', async (_, status, body, outcome, reference) => {
    answer = says(status, body);
    expect(await sms().send(message)).toEqual({ outcome, reference });
  });

  test('silence', async () => {
    answer = () => undefined;
    expect(await sms({ patience: 100 }).send(message)).toEqual({
      outcome: 'unknown',
      reference: 'gateway TimeoutError',
    });
  });

  test('an answer that begins and does not end', async () => {
    answer = (response) => response.writeHead(200).write('{"accepted":');
    expect(await sms({ patience: 100 }).send(message)).toMatchObject({ outcome: 'unknown' });
  });

  test('cut off', async () => {
    answer = (_, { socket }) => socket.resetAndDestroy();
    expect(await sms().send(message)).toMatchObject({ outcome: 'unknown' });
    expect(got).toHaveLength(1);
  });
});

describe('what never left has failed', () => {
  test('nobody listens', async () => {
    const none = createServer().listen(0, '127.0.0.1');
    await once(none, 'listening');
    const { port } = none.address() as AddressInfo;
    await new Promise((resolve) => none.close(resolve));
    expect(await sms({ url: `http://127.0.0.1:${port}` }).send(message)).toEqual({
      outcome: 'failed',
      reference: 'gateway ECONNREFUSED',
    });
  });

  test('the name is not known', async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND gateway.test'), { code: 'ENOTFOUND' });
    const lost = () => Promise.reject(new TypeError('fetch failed', { cause }));
    expect(await sms({ fetch: lost }).send(message)).toEqual({ outcome: 'failed', reference: 'gateway ENOTFOUND' });
  });

  test('there is no key', async () => {
    expect(await sms({ key: () => Promise.reject(new Error('denied')) }).send(message)).toEqual({
      outcome: 'failed',
      reference: 'gateway key cannot be read',
    });
    expect(got).toEqual([]);
  });
});

describe('the key', () => {
  const client = new SecretsManagerClient({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  const secrets = mockClient(client);

  test('is read once in five minutes, so that a new one is picked up', async () => {
    secrets.on(GetSecretValueCommand).resolvesOnce({ SecretString: 'old' }).resolves({ SecretString: 'new' });
    let now = 0;
    const key = gatewayKey('arn:secret', client, () => now);
    expect([await key(), await key()]).toEqual(['old', 'old']);
    now = 300_000;
    expect(await key()).toBe('old');
    now = 300_001;
    expect(await key()).toBe('new');
    expect(secrets.commandCalls(GetSecretValueCommand).map(({ args }) => args[0].input.SecretId)).toEqual([
      'arn:secret',
      'arn:secret',
    ]);
  });

  test('that is empty is none', async () => {
    secrets.on(GetSecretValueCommand).resolves({});
    await expect(gatewayKey('arn:secret', client)()).rejects.toThrow('arn:secret holds no text');
  });
});

describe('the transport', () => {
  test.each([
    ['gateway', true],
    ['sns', false],
    ['none', false],
  ])('%s takes replies: %s', (name, takesReplies) => {
    for (const [variable, value] of Object.entries({
      SMS: name,
      SMS_GATEWAY: 'https://gateway.test',
      SMS_SECRET: 'arn:secret',
      AWS_REGION: 'x',
    })) {
      vi.stubEnv(variable, value);
    }
    expect(transport().takesReplies).toBe(takesReplies);
  });

  test('knows the numbers of templates by their names', () => {
    expect(templatesIn('')).toEqual({});
    expect(templatesIn('notice:SMS_1,bundle-asking:SMS_2')).toEqual({ notice: 'SMS_1', 'bundle-asking': 'SMS_2' });
    expect(() => templatesIn('pigeon:SMS_1')).toThrow();
  });
});
