import { spawnSync } from 'node:child_process';
import { createHash, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeKeyCommand, GetPublicKeyCommand, SignCommand } from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signer } from '../../functions/shell/signer.ts';
import { vault } from '../../functions/shell/vault.ts';
import { createManualClock } from '../../local/clock.ts';
import type { Call } from '../../local/observer.ts';
import { scratch, startTestCloud } from './cloud-under-test.ts';
import { synthFixture } from './fixture/stack.ts';

const { path, remove } = scratch();
const data = join(path, 'data');
const calls: Call[] = [];
const start = () =>
  startTestCloud({
    assembly: join(path, 'assembly'),
    data,
    clock: createManualClock(Date.parse('2026-03-02T08:00:00.000Z')),
    onCall: (call) => calls.push(call),
  });
let cloud: Awaited<ReturnType<typeof start>>;
let Bucket = '';
let KeyId = '';

beforeAll(async () => {
  synthFixture(path);
  cloud = await start();
  Bucket = cloud.spec.buckets[0]?.name ?? '';
  KeyId = cloud.spec.keys[0]?.name ?? '';
});
afterAll(async () => {
  await cloud.close();
  remove();
});

const fileOf = (key: string) => join(data, 'buckets', Bucket, key);
const once = (Key: string, Body: string) => new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' });

test('what was put once is there, over a restart too, and stays', async () => {
  await cloud.s3.send(once('a/b/one.json', '{"第一":1}'));
  await expect(cloud.s3.send(once('a/b/one.json', 'other'))).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  });
  await cloud.close();
  cloud = await start();
  const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket, Key: 'a/b/one.json' }));
  expect(await Body?.transformToString()).toBe('{"第一":1}');
  expect(readFileSync(fileOf('a/b/one.json'), 'utf8')).toBe('{"第一":1}');
});

test('the vault keeps what was first, tells that it did, and knows what is not there', async () => {
  const own = vault(Bucket, cloud.s3);
  expect([await own.put('own/x.json', 'x'), await own.put('own/x.json', 'y')]).toEqual([true, false]);
  expect([await own.get('own/x.json'), await own.get('own/y.json')]).toEqual(['x', undefined]);
  expect([await own.has('own/x.json'), await own.has('own/y.json')]).toEqual([true, false]);
  // A longer key that begins with it is another one, and so is a folder.
  await own.put('own/x.json.1/z', 'z');
  expect([await own.get('own/x.json'), await own.has('own/x.json.1'), await own.has('own')]).toEqual([
    'x',
    false,
    false,
  ]);
});

test('an object has one version', async () => {
  await cloud.s3.send(once('versions/a.json', 'a'));
  const { Versions, DeleteMarkers } = await cloud.s3.send(
    new ListObjectVersionsCommand({ Bucket, Prefix: 'versions/a.json' }),
  );
  expect([Versions, DeleteMarkers]).toEqual([
    [{ Key: 'versions/a.json', VersionId: 'null', IsLatest: true }],
    undefined,
  ]);
  const get = (VersionId: string) => cloud.s3.send(new GetObjectCommand({ Bucket, Key: 'versions/a.json', VersionId }));
  expect(await (await get('null')).Body?.transformToString()).toBe('a');
  await expect(get('1')).rejects.toMatchObject({ name: 'NoSuchVersion' });
});

test('of many who write at once, one is first', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => cloud.s3.send(once('race.json', `${index}`.repeat(10_000)))),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('what is not there, in a bucket that is not there, and what it does not know: each refused by name', async () => {
  const get = (Key: string, bucket = Bucket) => cloud.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  await expect(get('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(get('nothing', 'elsewhere')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  const Key = 'a/b/one.json';
  for (const [asked, what] of [
    [() => cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })), /PutObject without If-None-Match/],
    [
      () => cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'z', Body: 'x', IfNoneMatch: '*', ACL: 'private' })),
      /x-amz-acl/,
    ],
    [() => cloud.s3.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=0-1' })), /the header range/],
    [() => cloud.s3.send(new ListObjectsV2Command({ Bucket })), /\?list-type/],
    [() => cloud.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'a/', Delimiter: '/' })), /delimiter/],
    [() => cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'a.jpg', Body: 'x', IfNoneMatch: '*' })), /octet-stream/],
    [() => cloud.s3.send(new ListObjectVersionsCommand({ Bucket })), /\?versions/],
    [() => cloud.s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'a/' })), /the key a\//],
    [() => cloud.s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key, MaxKeys: 1 })), /max-keys/],
    [() => cloud.s3.send(new PutObjectRetentionCommand({ Bucket, Key, Retention: {} })), /\?retention/],
  ] as const) {
    await expect(asked()).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringMatching(what) });
  }
  await expect(cloud.s3.send(new DeleteObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: 'AccessDenied' });
});

test.each(['../outside', 'a/../../outside', '.unfinished', 'a//b', '/a', 'a\\b', `${'x'.repeat(300)}`])(
  'the key %s leads nowhere',
  async (Key) => {
    await expect(cloud.s3.send(once(Key, 'x'))).rejects.toMatchObject({ name: 'NotImplemented' });
  },
);

test.each(['/local/s3/../../outside', '/local/s3/%2e%2e/outside', '/local/s3/BUCKET/%2e%2e%2foutside'])(
  'the path %s leads nowhere',
  async (raw) => {
    const response = await fetch(cloud.url + raw.replace('BUCKET', Bucket), {
      method: 'PUT',
      body: 'x',
      headers: { 'if-none-match': '*' },
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(readdirSync(path).sort()).toEqual(['assembly', 'bundles', 'data']);
  },
);

test('killed between writing and naming, nothing is there, and the next one can write', async () => {
  const directory = join(path, 'killed');
  const script = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    fs.renameSync = () => process.kill(process.pid, 'SIGKILL');
    syncBuiltinESMExports();
    const { createBucketFiles } = await import('./local/bucket-files.ts');
    const files = createBucketFiles(${JSON.stringify(directory)});
    files.write(files.fileOf('a/b.json'), Buffer.from('half'));`;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', script]);
  expect(signal).toBe('SIGKILL');
  expect(existsSync(join(directory, '.unfinished'))).toBe(true);
  const { createBucketFiles } = await import('../../local/bucket-files.ts');
  const files = createBucketFiles(directory);
  const file = files.fileOf('a/b.json') ?? '';
  expect([readdirSync(directory), files.read(file)]).toEqual([['a'], undefined]);
  expect([files.write(file, Buffer.from('whole')), files.read(file)?.toString()]).toEqual([true, 'whole']);
});

test('a signature over a digest verifies with the public key, which a restart keeps and only its owner reads', async () => {
  const own = signer(KeyId, cloud.kms);
  const publicKey = await own.publicKey();
  const [digest, other] = ['文书', '别的文书'].map((text) => createHash('sha256').update(text).digest('hex'));
  const { signature, key } = await own.sign(digest ?? '');
  expect(key).toContain(KeyId);
  expect(verify('sha256', Buffer.from(digest ?? ''), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
  expect(verify('sha256', Buffer.from(other ?? ''), publicKey, Buffer.from(signature, 'base64'))).toBe(false);
  await cloud.close();
  cloud = await start();
  expect(await signer(KeyId, cloud.kms).publicKey()).toBe(publicKey);
  expect(statSync(join(data, 'keys', `${KeyId}.pem`)).mode & 0o777).toBe(0o600);
});

test('the embedded KMS refuses by name what it does not know', async () => {
  const Message = Buffer.alloc(32);
  const sign = (input: object) =>
    cloud.kms.send(
      new SignCommand({ KeyId, Message, MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_256', ...input }),
    );
  await expect(sign({ KeyId: 'other' })).rejects.toMatchObject({ name: 'NotFoundException' });
  await expect(sign({ MessageType: 'DIGEST' })).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(sign({ Message: Buffer.alloc(4097) })).rejects.toThrow('1 to 4096 bytes');
  await expect(cloud.kms.send(new DescribeKeyCommand({ KeyId }))).rejects.toThrow('does not know DescribeKey');
});

test('calls are reported as IAM names them; telling that nothing is there takes the right to list', async () => {
  const own = vault(Bucket, cloud.s3);
  calls.length = 0;
  await own.put('told/a.json', 'a');
  await own.get('told/a.json');
  await expect(cloud.s3.send(new GetObjectCommand({ Bucket, Key: 'told/b.json' }))).rejects.toThrow('does not exist');
  await cloud.kms.send(new GetPublicKeyCommand({ KeyId }));
  expect(calls.map(({ service, action, resource }) => `${service}:${action} ${resource}`)).toEqual([
    `s3:PutObject arn:aws:s3:::${Bucket}/told/a.json`,
    `s3:ListBucketVersions arn:aws:s3:::${Bucket}`,
    `s3:GetObjectVersion arn:aws:s3:::${Bucket}/told/a.json`,
    `s3:GetObject arn:aws:s3:::${Bucket}/told/b.json`,
    `s3:ListBucket arn:aws:s3:::${Bucket}`,
    `kms:GetPublicKey arn:aws:kms:local-1:000000000000:key/${KeyId}`,
  ]);
});
