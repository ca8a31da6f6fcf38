import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { keysBelow, photoClient } from './photo-client.ts';
import { photoKeys } from './photo-keys.ts';

/**
 * Removes what was sent and what came of it: of these photos, by the digests of what was sent, or of all photos of a case.
 * Answers how many objects that were. A second call finds none; one that broke off is done again.
 */
export type RemovePhotos = (id: string, digests?: readonly string[]) => Promise<number>;

export function photoRemoval(bucket: string, district: string, client = photoClient()): RemovePhotos {
  const keys = photoKeys(district);
  return async (id, digests) => {
    const prefixes = digests
      ? digests.flatMap((digest) => [keys.unchecked(id, digest), keys.folder(id, digest)])
      : [keys.unchecked(id), keys.folder(id)];
    let count = 0;
    for (const prefix of prefixes) {
      for (const Key of await keysBelow(client, bucket, prefix)) {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
        count += 1;
      }
    }
    return count;
  };
}
