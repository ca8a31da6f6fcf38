import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Photo } from '../../domain/case/command.ts';
import { type Instant, plusSeconds } from '../../domain/primitives.ts';
import { keysBelow, photoClient } from './photo-client.ts';
import { type Looked, photoKeys } from './photo-keys.ts';

/**
 * Seconds for which a signed URL holds, as far as the credentials that signed it live so long. Seven days is what S3 takes
 * at most. A clock that runs fast leaves less real time in a second, so whoever sets one up allows for more of them.
 */
const HOLDS = Math.min(Number(process.env.SIGNED_SECONDS ?? 600), 7 * 86_400);
const JPEG = 'image/jpeg';

/** Where the photos of the cases of a district are. They go there and come back by signed URLs, past the functions. */
export interface PhotoStore {
  /** What became of the photos of a case that were looked at, by the digest of what was sent; of one alone, if it is given. */
  looked(id: string, digest?: string): Promise<ReadonlyMap<string, Looked>>;
  /** Whether it was put there and nobody has looked at it yet. */
  isUnchecked(id: string, digest: string): Promise<boolean>;
  /**
   * A URL that takes exactly these bytes, to be looked at, once, with these headers, from whoever has it. S3 checks length,
   * type and SHA-256, which are all part of the signature.
   */
  toPut(id: string, photo: Photo, now: Instant): Promise<SignedPut>;
  /** URLs that show a photo that was looked at, large and small, as JPEGs under a name, to whoever has them. */
  toGet(id: string, digest: string, shown: string, name: string, now: Instant): Promise<SignedGet>;
}
export interface SignedGet extends Signed {
  thumbnail: string;
}
export interface Signed {
  url: string;
  expiresAt: Instant;
}
export interface SignedPut extends Signed {
  headers: Record<string, string>;
}

/** Left to itself the presigner signs no content type, and moves the checksum where a browser need not send it. */
const SIGNED = new Set(['content-type', 'content-length', 'if-none-match', 'x-amz-checksum-sha256']);

export function photoStore(bucket: string, district: string, client = photoClient()): PhotoStore {
  const keys = photoKeys(district);
  const until = (now: Instant) => ({ expiresAt: plusSeconds(now, HOLDS) });
  const holding = (now: Instant) => ({ expiresIn: HOLDS, signingDate: new Date(now) });
  const see = (Key: string, name: string, now: Instant): Promise<string> => {
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key,
      ResponseContentType: JPEG,
      ResponseContentDisposition: `inline; filename="${name}"`,
      ResponseCacheControl: 'private, no-store',
    });
    return getSignedUrl(client, command, holding(now));
  };

  return {
    async looked(id, digest) {
      const found = await keysBelow(client, bucket, keys.folder(id, digest));
      return new Map(found.map((key) => keys.told(id, key)).filter((told) => told !== undefined));
    },
    isUnchecked: async (id, digest) => (await keysBelow(client, bucket, keys.unchecked(id, digest))).length > 0,
    async toPut(id, photo, now) {
      const sum = Buffer.from(photo.digest, 'hex').toString('base64');
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: keys.unchecked(id, photo.digest),
        ContentType: JPEG,
        ContentLength: photo.bytes,
        ChecksumSHA256: sum,
        IfNoneMatch: '*',
      });
      const url = await getSignedUrl(client, command, {
        ...holding(now),
        signableHeaders: SIGNED,
        unhoistableHeaders: SIGNED,
      });
      // The length a browser sends by itself.
      const headers = { 'content-type': JPEG, 'if-none-match': '*', 'x-amz-checksum-sha256': sum };
      return { url, headers, ...until(now) };
    },
    async toGet(id, digest, shown, name, now) {
      const [url, thumbnail] = await Promise.all([
        see(keys.shown(id, digest, shown), `${name}.jpg`, now),
        see(keys.thumbnail(id, digest), `${name}-small.jpg`, now),
      ]);
      return { url, thumbnail, ...until(now) };
    },
  };
}
