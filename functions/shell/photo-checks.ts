import { createHash } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { type Checked, checkedPhoto } from './checked-photo.ts';
import { log } from './log.ts';
import { keysBelow, photoClient } from './photo-client.ts';
import { MOST_BYTES } from './photo-faults.ts';
import { photoKeys } from './photo-keys.ts';
import { photoRemoval } from './photo-removal.ts';
import { photosIn } from './photos-in.ts';

/** What came of one that was put there: `gone` was looked at before, `unnamed` is of no content of its case any more. */
export type Outcome = 'shown' | 'refused' | 'gone' | 'unnamed';

const THERE = 412;

/**
 * Looks at what was put into the bucket, by its key, puts what may be shown of it beside it, or why nothing may, and removes
 * it. Each step can be done again, and by two at once: the same bytes come out the same, and what is there stays. A photo whose
 * content is erased meanwhile leaves nothing: the case is read before and after, and whoever erases writes the case first.
 */
export function photoChecks(
  bucket: string,
  district: string,
  load: (id: string) => Promise<CaseFile | undefined>,
  client = photoClient(),
) {
  const keys = photoKeys(district);
  const remove = photoRemoval(bucket, district, client);

  async function put(Key: string, Body: Buffer, ContentType: string): Promise<void> {
    try {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType, IfNoneMatch: '*' }));
    } catch (fault) {
      const isThere = fault instanceof S3ServiceException && fault.$metadata.httpStatusCode === THERE;
      if (!isThere) throw fault;
    }
  }

  async function checked(Key: string, keepLocation: boolean): Promise<Checked> {
    const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    if (ContentLength > MOST_BYTES) return { refused: 'too-large', detail: `${ContentLength} bytes` };
    return checkedPhoto(Buffer.from((await Body?.transformToByteArray()) ?? []), { keepLocation });
  }

  async function keep(id: string, digest: string, result: Checked): Promise<'shown' | 'refused'> {
    if ('refused' in result) {
      const { refused } = result;
      log.info('photo refused', { case: id, digest, refused, detail: result.detail });
      await put(keys.refused(id, digest, refused), Buffer.from(JSON.stringify({ refused })), 'application/json');
      return 'refused';
    }
    const shown = createHash('sha256').update(result.shown).digest('hex');
    // The thumbnail first: where the large one is, both are.
    await put(keys.thumbnail(id, digest), result.thumbnail, 'image/jpeg');
    await put(keys.shown(id, digest, shown), result.shown, 'image/jpeg');
    return 'shown';
  }

  return async (key: string): Promise<Outcome> => {
    const asked = keys.asked(key);
    if (!asked) throw new Error(`${key} is no key of a photo that waits to be looked at in ${district}`);
    const { id, digest } = asked;
    const named = async () => {
      const file = await load(id);
      return file ? photosIn(file).filter((photo) => photo.digest === digest) : [];
    };
    if ((await keysBelow(client, bucket, key)).length === 0) return 'gone';
    const before = await named();
    const keepLocation = before.every((photo) => photo.keepLocation === true);
    const outcome = before.length === 0 ? 'unnamed' : await keep(id, digest, await checked(key, keepLocation));
    if ((await named()).length > 0) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    else {
      log.info('photo of an erased content removed', { case: id, digest, objects: await remove(id, [digest]) });
      return 'unnamed';
    }
    return outcome;
  };
}
