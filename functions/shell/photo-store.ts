import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Photo } from '../../domain/case/command.ts';
import { type Instant, plusSeconds } from '../../domain/primitives.ts';

/**
 * Seconds for which a signed URL holds, as far as the credentials that signed it live so long. Seven days is what S3 takes
 * at most. A clock that runs fast leaves less real time in a second, so whoever sets one up allows for more of them.
 */
const HOLDS = Math.min(Number(process.env.SIGNED_SECONDS ?? 600), 7 * 86_400);
const JPEG = 'image/jpeg';

/** Where the photos of the cases of a district are. They go there and come back by signed URLs, past the functions. */
export interface PhotoStore {
  /** The digests of the photos of a case that are there; of one alone, if a digest is given. */
  stored(id: string, digest?: string): Promise<ReadonlySet<string>>;
  /**
   * A URL that takes exactly these bytes under this name, once, with these headers, from whoever has it. S3 checks length,
   * type and SHA-256, which are all part of the signature.
   */
  toPut(id: string, photo: Photo, now: Instant): Promise<SignedPut>;
  /** A URL that shows a photo, as a JPEG whatever its bytes are, to whoever has it. */
  toGet(id: string, photo: Photo, name: string, now: Instant): Promise<Signed>;
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

export function photoStore(
  bucket: string,
  district: string,
  client = new S3Client({
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
    // Of the bytes the digest tells all there is to tell.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  }),
): PhotoStore {
  const folder = (id: string): string => `${district}/${id}/`;
  const keyOf = (id: string, digest: string): string => `${folder(id)}${digest}.jpg`;
  const place = (id: string, { digest }: Photo) => ({ Bucket: bucket, Key: keyOf(id, digest) });
  const until = (now: Instant) => ({ expiresAt: plusSeconds(now, HOLDS) });
  const holding = (now: Instant) => ({ expiresIn: HOLDS, signingDate: new Date(now) });

  return {
    async stored(id, digest) {
      const Prefix = digest === undefined ? folder(id) : keyOf(id, digest);
      const found = new Set<string>();
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix })) {
        for (const { Key = '' } of Contents) found.add(Key.slice(folder(id).length).replace(/\.jpg$/, ''));
      }
      return found;
    },
    async toPut(id, photo, now) {
      const sum = Buffer.from(photo.digest, 'hex').toString('base64');
      const command = new PutObjectCommand({
        ...place(id, photo),
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
    async toGet(id, photo, name, now) {
      const command = new GetObjectCommand({
        ...place(id, photo),
        ResponseContentType: JPEG,
        ResponseContentDisposition: `inline; filename="${name}"`,
        // Who puts a photo may add headers that no signature names, and S3 keeps them; these are served in their stead.
        ResponseContentEncoding: 'identity',
        ResponseCacheControl: 'private, no-store',
      });
      return { url: await getSignedUrl(client, command, holding(now)), ...until(now) };
    },
  };
}
