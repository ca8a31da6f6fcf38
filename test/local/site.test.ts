import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createManualClock } from '../../local/clock.ts';
import { scratch, startTestCloud } from './cloud-under-test.ts';
import { PAGES, synthSite } from './fixture/site.ts';

/** The pages of a template, as CloudFront would serve them. */

const { path, remove } = scratch();
let cloud: Awaited<ReturnType<typeof startTestCloud>>;
let assembly: string;

beforeAll(async () => {
  assembly = synthSite(join(path, 'site'));
  cloud = await startTestCloud({ assembly, data: join(path, 'data'), clock: createManualClock(0) });
});
afterAll(async () => {
  await cloud.close();
  remove();
});

/** A request as it is written: nothing puts its path right, or unpacks what comes back. */
function raw(asked: string, { method = 'GET', ...headers }: Record<string, string> = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    headers: Record<string, string | string[] | undefined>;
    body: Buffer;
  }>();
  const { hostname, port } = new URL(cloud.url);
  request({ hostname, port, path: asked, method, headers }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () =>
      resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
    );
  })
    .on('error', reject)
    .end();
  return promise;
}

const Policy = z.object({
  ResponseHeadersPolicyConfig: z.object({
    SecurityHeadersConfig: z.record(z.string(), z.record(z.string(), z.unknown())),
    CustomHeadersConfig: z.object({ Items: z.array(z.object({ Header: z.string(), Value: z.string() })) }),
  }),
});

/** The policy as it stands in the template. */
function policyInTemplate() {
  const file = readdirSync(assembly).find((name) => name.endsWith('.template.json')) ?? '';
  const { Resources } = z
    .object({ Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.optional(z.unknown()) })) })
    .parse(JSON.parse(readFileSync(join(assembly, file), 'utf8')));
  const found = Object.values(Resources).find(({ Type }) => Type === 'AWS::CloudFront::ResponseHeadersPolicy');
  return Policy.parse(found?.Properties).ResponseHeadersPolicyConfig;
}

describe('headers', () => {
  test('are those of the template, of every answer, but for the one that is for https', async () => {
    const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = policyInTemplate();
    const expected = {
      'content-security-policy':
        `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; ` +
        `connect-src 'self' ${cloud.url} https://id.test; manifest-src 'self'; worker-src 'self'; font-src 'self'; ` +
        `base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': security.FrameOptions?.FrameOption,
      'referrer-policy': security.ReferrerPolicy?.ReferrerPolicy,
      ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header, Value])),
    };
    for (const asked of ['/', '/console', '/assets/app-1A2B.js', '/nowhere']) {
      const { headers } = await raw(asked);
      expect(headers).toMatchObject(expected);
      expect(headers).not.toHaveProperty('strict-transport-security');
    }
    expect(Object.keys(security).toSorted()).toEqual([
      'ContentSecurityPolicy',
      'ContentTypeOptions',
      'FrameOptions',
      'ReferrerPolicy',
      'StrictTransportSecurity',
    ]);
  });

  test.each([
    ['/', 'text/html', 'no-cache'],
    ['/console/', 'text/html', 'no-cache'],
    ['/config.json', 'application/json', 'no-cache'],
    ['/console/app.webmanifest', 'application/manifest+json', 'no-cache'],
    ['/assets/app-1A2B.js', 'text/javascript', 'public, max-age=31536000, immutable'],
  ])('of %s say %s, %s', async (asked, type, cache) => {
    const { status, headers } = await raw(asked);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, type, cache]);
  });
});

describe('paths', () => {
  test('of a page without its slash lead to it, and nowhere else', async () => {
    const { status, headers } = await raw('/console');
    expect([status, headers.location]).toEqual([308, '/console/']);
    for (const asked of ['//evil.example', '/evil.example', '/console//evil.example']) {
      expect((await raw(asked)).headers).not.toHaveProperty('location');
    }
  });

  test('of a page without its slash keep what was asked of it', async () => {
    const { headers } = await raw('/console?code=a%20b&state=2&state=3&quiet');
    expect(headers.location).toBe('/console/?code=a%20b&state=2&state=3&quiet');
  });

  test('keep their query to themselves', async () => {
    expect((await raw('/console/?code=1&state=2')).body.toString()).toBe(PAGES['console/index.html']);
  });

  test.each([
    '/../package.json',
    '/console/../../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/%00',
    '/%E0%A4%A',
    '/.unfinished',
  ])('as %s lead out of nothing', async (asked) => {
    const { status, body } = await raw(asked);
    expect([status, body.toString()]).toEqual([404, PAGES['404.html']]);
  });

  test('that the API has a route for are its own', async () => {
    expect((await raw('/notes')).body.toString()).toBe('{"message":"Unauthorized"}');
    expect((await raw('/notes/')).body.toString()).toBe(PAGES['notes/index.html']);
  });
});

describe('answers', () => {
  test('to HEAD are those to GET without their body', async () => {
    const [get, head] = [await raw('/'), await raw('/', { method: 'HEAD' })];
    const { date: _, ...headers } = get.headers;
    expect(head.headers).toMatchObject(headers);
    expect([head.status, head.body.length]).toEqual([200, 0]);
  });

  test('to other methods are those of the API, which has no such route', async () => {
    const { status, body } = await raw('/console/', { method: 'POST' });
    expect([status, body.toString()]).toEqual([404, '{"message":"Not Found"}']);
  });

  test('that are known already are 304', async () => {
    const { headers } = await raw('/config.json');
    const etag = String(headers.etag);
    for (const known of [etag, `"other", ${etag}`, `W/${etag}`]) {
      const again = await raw('/config.json', { 'if-none-match': known });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
      expect(again.headers['content-security-policy']).toBe(headers['content-security-policy']);
    }
    expect((await raw('/config.json', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('are compressed for whom takes %s: %s', async (accepted, encoding, unpack) => {
    const { headers, body } = await raw('/assets/app-1A2B.js', { 'accept-encoding': accepted });
    expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
    expect(headers.etag).toMatch(/^W\//);
    expect(unpack(body).toString()).toBe(PAGES['assets/app-1A2B.js']);
  });

  test('are left as they are where it is not worth it', async () => {
    for (const asked of ['/', '/console/icon.png']) {
      expect((await raw(asked, { 'accept-encoding': 'br' })).headers).not.toHaveProperty('content-encoding');
    }
  });
});

test('config.json is that of the template but for the issuer of this machine and the speed of its clock', async () => {
  expect(await cloud.json('/config.json')).toEqual({
    api: cloud.url,
    issuer: 'https://id.test',
    metadata: `${cloud.url}/local/.well-known/openid-configuration`,
    clientId: 'pages "quoted"',
    audience: 'notes',
    scope: 'openid',
    speed: 0,
  });
});

test('the function that copies the pages in the cloud is none of those that run here, and their bucket is no store', () => {
  expect(cloud.spec.functions.map(({ Runtime }) => Runtime)).toEqual(['nodejs24.x']);
  expect(cloud.spec.buckets).toEqual([]);
});

test('what would be served otherwise than here is refused at the start', async () => {
  const broken = join(path, 'broken');
  cpSync(assembly, broken, { recursive: true });
  const file = readdirSync(broken).find((name) => name.endsWith('.template.json')) ?? '';
  const text = readFileSync(join(broken, file), 'utf8');
  writeFileSync(join(broken, file), text.replace('"viewer-request"', '"viewer-response"'));
  const start = startTestCloud({ assembly: broken, data: join(path, 'other'), clock: createManualClock(0) });
  await expect(start).rejects.toThrow(/SiteDistribution.*EventType/s);
});

test('browsers with pages of other origins are told whether they may call the API', async () => {
  const ask = (origin: string) => raw('/notes', { method: 'OPTIONS', origin, 'access-control-request-method': 'POST' });
  expect(await ask('https://pages.test')).toMatchObject({
    status: 204,
    headers: {
      'access-control-allow-origin': 'https://pages.test',
      'access-control-allow-methods': 'GET,POST,PUT',
      'access-control-allow-headers': 'authorization,content-type,x-receipt,x-device,x-proof',
      'access-control-max-age': '86400',
    },
  });
  expect((await ask('https://evil.example')).headers).not.toHaveProperty('access-control-allow-origin');
  const { status, headers } = await raw('/notes', { origin: 'https://pages.test' });
  expect([status, headers['access-control-allow-origin']]).toEqual([401, 'https://pages.test']);
});
