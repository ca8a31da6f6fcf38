import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { vault } from '../../functions/shell/vault.ts';

const client = new S3Client({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const s3 = mockClient(client);
const own = vault('b', client);
beforeEach(() => s3.reset());

const refused = (name: string, httpStatusCode: number) =>
  new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: name });
const gone = new NoSuchKey({ message: 'gone', $metadata: {} });

test('a document goes in under the condition that nothing is there', async () => {
  s3.on(PutObjectCommand).resolves({});
  await own.put('k', '文书');
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
    Bucket: 'b',
    Key: 'k',
    Body: '文书',
    IfNoneMatch: '*',
  });
});

test('somebody who writes at the same moment and has not ended yet: try again', async () => {
  s3.on(PutObjectCommand).rejects(refused('ConditionalRequestConflict', 409)).on(GetObjectCommand).rejects(gone);
  await expect(own.put('k', 'x')).rejects.toThrow('k of the vault b is being written by another; try again');
});

test('any other fault comes through, and is not taken for an absence', async () => {
  s3.on(PutObjectCommand)
    .rejects(refused('AccessDenied', 403))
    .on(GetObjectCommand)
    .rejects(refused('AccessDenied', 403));
  await expect(own.put('k', 'x')).rejects.toThrow('AccessDenied');
  await expect(own.get('k')).rejects.toThrow('AccessDenied');
});
