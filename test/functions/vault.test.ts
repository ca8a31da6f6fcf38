import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { log } from '../../functions/shell/log.ts';
import { vault } from '../../functions/shell/vault.ts';

const client = new S3Client({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const s3 = mockClient(client);
const own = vault('b', client);
beforeEach(() => s3.reset());
afterEach(() => vi.restoreAllMocks());

const refused = (name: string, httpStatusCode: number) =>
  new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: name });
const version = (VersionId: string, Key = 'k') => ({ Key, VersionId });

test('a document goes in under the condition that nothing is there', async () => {
  s3.on(PutObjectCommand).resolves({});
  expect(await own.put('k', '文书')).toBe(true);
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
    Bucket: 'b',
    Key: 'k',
    Body: '文书',
    IfNoneMatch: '*',
  });
});

test('what was there first stays, and that is no fault', async () => {
  s3.on(PutObjectCommand).rejects(refused('PreconditionFailed', 412));
  expect(await own.put('k', 'x')).toBe(false);
});

test('somebody who writes at the same moment and has not ended yet: try again', async () => {
  s3.on(PutObjectCommand).rejects(refused('ConditionalRequestConflict', 409));
  await expect(own.put('k', 'x')).rejects.toThrow('k of the vault b is being written by another; try again');
});

test('any other fault comes through, and is not taken for an absence', async () => {
  const denied = refused('AccessDenied', 403);
  s3.on(PutObjectCommand).rejects(denied).on(ListObjectVersionsCommand).rejects(denied);
  for (const call of [own.put('k', 'x'), own.get('k'), own.has('k')]) {
    await expect(call).rejects.toThrow('AccessDenied');
  }
});

test('what is read is the one version there is, by its id', async () => {
  s3.on(ListObjectVersionsCommand).resolves({ Versions: [version('1'), version('8', 'k.more')] });
  s3.on(GetObjectCommand).resolves({});
  await own.get('k');
  expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input).toEqual({ Bucket: 'b', Key: 'k', VersionId: '1' });
  expect(await own.has('k')).toBe(true);
  expect(await own.get('k.m')).toBeUndefined();
});

describe('a document over which something was put', () => {
  test.each([
    ['a delete marker', [version('1')], [version('2')], /1 versions and 1 delete markers/],
    ['another version', [version('2'), version('1')], [], /2 versions and 0 delete markers/],
    ['a marker, then another version', [version('3'), version('1')], [version('2')], /2 versions and 1 delete markers/],
  ])('%s: is not read, and its oldest version is named', async (_, Versions, DeleteMarkers, words) => {
    const error = vi.spyOn(log, 'error').mockReturnValue();
    s3.on(ListObjectVersionsCommand).resolves({ Versions, DeleteMarkers });
    await expect(own.get('k')).rejects.toThrow(words);
    await expect(own.has('k')).rejects.toThrow('the oldest, 1, is what counts');
    expect(s3.commandCalls(GetObjectCommand)).toEqual([]);
    expect(error).toHaveBeenCalledWith(
      'the vault was written over',
      expect.objectContaining({ bucket: 'b', key: 'k', oldest: '1' }),
    );
  });

  test('a delete marker alone is no absence either', async () => {
    vi.spyOn(log, 'error').mockReturnValue();
    s3.on(ListObjectVersionsCommand).resolves({ DeleteMarkers: [version('2')] });
    await expect(own.get('k')).rejects.toThrow('0 versions and 1 delete markers');
  });
});
