import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createManualClock } from '../../local/clock.ts';
import type { Call } from '../../local/observer.ts';
import { scratch, startTestCloud } from './cloud-under-test.ts';
import { synthFixture } from './fixture/stack.ts';

/** URLs that anybody may use for a while, as S3 has them: checked by what was signed, and by nothing else. */

const NOW = Date.parse('2026-03-02T08:00:00.000Z');
const { path, remove } = scratch();
const calls: Call[] = [];
const clock = createManualClock(NOW);
let cloud: Awaited<ReturnType<typeof startTestCloud>>;
let Bucket = '';
let signing: S3Client;

beforeAll(async () => {
  synthFixture(path);
  const assembly = join(path, 'assembly');
  cloud = await startTestCloud({ assembly, data: join(path, 'data'), clock, onCall: (call) => calls.push(call) });
  Bucket = cloud.spec.buckets[0]?.name ?? '';
  signing = new S3Client({
    region: cloud.endpoints.region,
    endpoint: cloud.endpoints.s3,
    credentials: { accessKeyId: 'Upload', secretAccessKey: 'local', sessionToken: 'token' },
  });
});
afterAll(async () => {
  await cloud.close();
  remove();
});

const checksum = (body: string) => createHash('sha256').update(body).digest('base64');
const HEADERS = ['content-type', 'content-length', 'if-none-match', 'x-amz-checksum-sha256'];

async function toPut(Key: string, body: string, signingDate = new Date(clock.now())) {
  const sum = checksum(body);
  const command = new PutObjectCommand({
    Bucket,
    Key,
    ContentType: 'image/jpeg',
    ContentLength: body.length,
    ChecksumSHA256: sum,
    IfNoneMatch: '*',
  });
  const url = await getSignedUrl(signing, command, {
    signingDate,
    expiresIn: 600,
    signableHeaders: new Set(HEADERS),
    unhoistableHeaders: new Set(HEADERS),
  });
  return { url, headers: { 'content-type': 'image/jpeg', 'if-none-match': '*', 'x-amz-checksum-sha256': sum } };
}
const toGet = (Key: string, more: object = {}) =>
  getSignedUrl(signing, new GetObjectCommand({ Bucket, Key, ...more }), { signingDate: new Date(clock.now()) });

async function ask(url: string, init: RequestInit = {}): Promise<[status: number, code: string]> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  return [answer.status, /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? text];
}

test('what was signed is put and read, in the name of who signed', async () => {
  const { url, headers } = await toPut('d/c/one.jpg', 'picture');
  calls.length = 0;
  expect(await ask(url, { method: 'PUT', headers, body: 'picture' })).toEqual([200, '']);
  expect(await ask(await toGet('d/c/one.jpg'))).toEqual([200, 'picture']);
  expect(calls.map(({ action, principal }) => `${principal} ${action}`)).toEqual([
    'Upload PutObject',
    'Upload GetObject',
  ]);
  // Nothing is put over it, though the URL still holds.
  expect(await ask(url, { method: 'PUT', headers, body: 'picture' })).toEqual([412, 'PreconditionFailed']);
});

describe('is refused', () => {
  const put = (url: string, headers: Record<string, string>, body = 'picture') =>
    ask(url, { method: 'PUT', headers, body });
  const FORGED = [403, 'SignatureDoesNotMatch'];

  test('under another key, of another bucket, with another method or query', async () => {
    const { url, headers } = await toPut('d/c/two.jpg', 'picture');
    expect(await put(url.replace('two.jpg', 'three.jpg'), headers)).toEqual(FORGED);
    expect(await put(url.replace(Bucket, `${Bucket}x`), headers)).toEqual(FORGED);
    expect(await ask(url, { headers })).toEqual(FORGED);
    expect(await ask(`${await toGet('d/c/one.jpg')}&response-content-type=text%2Fhtml`)).toEqual(FORGED);
    expect(await put(url.replace('X-Amz-Expires=600', 'X-Amz-Expires=6000'), headers)).toEqual(FORGED);
    expect(await put(url.replace(/Credential=\w+/, 'Credential=Another'), headers)).toEqual(FORGED);
  });

  test('with another header, one header less, or one more', async () => {
    const { url, headers } = await toPut('d/c/two.jpg', 'picture');
    expect(await put(url, { ...headers, 'content-type': 'text/html' })).toEqual(FORGED);
    expect(await put(url, { 'content-type': 'image/jpeg', 'if-none-match': '*' })).toEqual(FORGED);
    expect(await put(url, { ...headers, 'x-amz-checksum-sha256': checksum('other') }, 'other  ')).toEqual(FORGED);
    expect(await put(url, { ...headers, 'x-amz-acl': 'public-read' })).toEqual([403, 'AccessDenied']);
  });

  test.each(['content-encoding', 'expires', 'content-language', 'content-disposition', 'x-of-mine'])(
    'with %s, which S3 would keep of what nobody signed',
    async (name) => {
      const { url, headers } = await toPut('d/c/two.jpg', 'picture');
      expect(await put(url, { ...headers, [name]: 'br' })).toEqual([501, 'NotImplemented']);
    },
  );

  test('with other bytes: of another length, or of the same', async () => {
    const { url, headers } = await toPut('d/c/two.jpg', 'picture');
    expect(await put(url, headers, 'a longer picture')).toEqual(FORGED);
    expect(await put(url, headers, 'pictura')).toEqual([400, 'BadDigest']);
    expect(await ask(await toGet('d/c/two.jpg'))).toEqual([404, 'NoSuchKey']);
  });

  test('when it has expired, before it holds, and when it is none', async () => {
    const { url, headers } = await toPut('d/c/two.jpg', 'picture', new Date(NOW - 601_000));
    expect(await put(url, headers)).toEqual([403, 'AccessDenied']);
    const later = await toPut('d/c/two.jpg', 'picture', new Date(NOW + 3_600_000));
    expect(await put(later.url, later.headers)).toEqual([403, 'AccessDenied']);
    const broken = url.replace(/X-Amz-Date=\w+/, 'X-Amz-Date=now');
    expect(await put(broken, headers)).toEqual([400, 'AuthorizationQueryParametersError']);
  });

  test('without any signature', async () => {
    const plain = `${cloud.endpoints.s3}/${Bucket}/d/c/one.jpg`;
    expect(await ask(plain)).toEqual([403, 'AccessDenied']);
    expect(await put(plain, { 'if-none-match': '*' })).toEqual([403, 'AccessDenied']);
    expect(await ask(`${cloud.endpoints.s3}/${Bucket}?list-type=2&prefix=d/`)).toEqual([403, 'AccessDenied']);
  });
});

test('is served as the signer says, and as nothing else', async () => {
  const html = '<script>alert(1)</script>';
  const { url, headers } = await toPut('d/c/html.jpg', html);
  expect((await fetch(url, { method: 'PUT', headers, body: html })).status).toBe(200);
  const as = {
    ResponseContentType: 'image/jpeg',
    ResponseContentDisposition: 'inline; filename="1.jpg"',
    ResponseContentEncoding: 'identity',
    ResponseCacheControl: 'private, no-store',
  };
  const served = await fetch(await toGet('d/c/html.jpg', as));
  expect([await served.text(), Object.fromEntries(served.headers)]).toEqual([
    html,
    expect.objectContaining({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="1.jpg"',
      'content-encoding': 'identity',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    }),
  ]);
});

test('a list tells what stands below a prefix, by key', async () => {
  for (const key of ['l/b/2.jpg', 'l/b/1.jpg', 'l/c/1.jpg', 'l/bb.jpg']) {
    const { url, headers } = await toPut(key, key);
    await fetch(url, { method: 'PUT', headers, body: key });
  }
  const below = async (Prefix: string) =>
    (await cloud.s3.send(new ListObjectsV2Command({ Bucket, Prefix }))).Contents?.map(({ Key, Size }) => [Key, Size]);
  expect(await below('l/b/')).toEqual([
    ['l/b/1.jpg', 9],
    ['l/b/2.jpg', 9],
  ]);
  expect((await below('l/b'))?.map(([key]) => key)).toEqual(['l/b/1.jpg', 'l/b/2.jpg', 'l/bb.jpg']);
  expect(await below('l/b/1.jpg')).toEqual([['l/b/1.jpg', 9]]);
  expect(await below('nothing/')).toBeUndefined();
});

test('browsers are told which pages may call, as the bucket has it', async () => {
  const asked = (origin: string, method: string, headers = 'content-type') =>
    fetch(`${cloud.endpoints.s3}/${Bucket}/d/c/x.jpg`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
    });
  const allowed = await asked('https://pages.example', 'PUT');
  expect([allowed.status, Object.fromEntries(allowed.headers)]).toEqual([
    200,
    expect.objectContaining({
      'access-control-allow-origin': 'https://pages.example',
      'access-control-allow-methods': 'GET, PUT',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '60',
    }),
  ]);
  expect((await asked('https://elsewhere.example', 'PUT')).status).toBe(403);
  expect((await asked('https://pages.example', 'DELETE')).status).toBe(403);
  expect((await asked('https://pages.example', 'PUT', 'x-amz-acl')).status).toBe(403);
  const url = await toGet('d/c/one.jpg');
  const read = await fetch(url, { headers: { origin: 'https://pages.example' } });
  expect(read.headers.get('access-control-allow-origin')).toBe('https://pages.example');
  const elsewhere = await fetch(url, { headers: { origin: 'https://elsewhere.example' } });
  expect(elsewhere.headers.get('access-control-allow-origin')).toBeNull();
});
