import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { log } from './log.ts';
import { requestHandler } from './request-handler.ts';

/**
 * Where documents are kept that nobody may alter: what stands under a key stands there for good. Looking at a key over
 * which anything was put later, another version or a delete marker, throws: what counts is then for people to say.
 */
export interface Vault {
  /**
   * Writes a document where there is none; false, and nothing is written, if there is one. Look first: a document that
   * was hidden under a delete marker is none here.
   */
  put(key: string, text: string): Promise<boolean>;
  /** Whether there is a document. */
  has(key: string): Promise<boolean>;
  /** The document; undefined if there is none. */
  get(key: string): Promise<string | undefined>;
}

const THERE = 412;
const BEING_WRITTEN = 409;

/** The vault in a bucket. */
export function vault(
  bucket: string,
  client = new S3Client({
    requestHandler: requestHandler(5000),
  }),
): Vault {
  /** The id of the one version of a document; undefined if there is none. */
  async function versionOf(key: string): Promise<string | undefined> {
    // Longer keys that begin alike come after it, and its newest version first.
    const answer = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }));
    const versions = (answer.Versions ?? []).filter(({ Key }) => Key === key).map(({ VersionId }) => VersionId);
    const markers = (answer.DeleteMarkers ?? []).filter(({ Key }) => Key === key).map(({ VersionId }) => VersionId);
    const oldest = versions.at(-1);
    if (versions.length <= 1 && markers.length === 0) return oldest;
    log.error('the vault was written over', { bucket, key, oldest, versions, markers });
    throw new Error(
      `${key} of the vault ${bucket} is written once, and has ${versions.length} versions and ${markers.length} delete markers: copy all of them out; the oldest, ${oldest}, is what counts`,
    );
  }

  return {
    has: async (key) => (await versionOf(key)) !== undefined,
    async get(key) {
      const VersionId = await versionOf(key);
      if (VersionId === undefined) return undefined;
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId }));
      return await Body?.transformToString();
    },
    async put(key, text) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: text,
            ContentType: 'application/json',
            IfNoneMatch: '*',
          }),
        );
        return true;
      } catch (fault) {
        const status = fault instanceof S3ServiceException ? fault.$metadata.httpStatusCode : undefined;
        if (status === THERE) return false;
        if (status !== BEING_WRITTEN) throw fault;
        throw new Error(`${key} of the vault ${bucket} is being written by another; try again`, { cause: fault });
      }
    },
  };
}
