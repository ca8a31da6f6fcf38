import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/** Where documents are kept that nobody may alter: what stands under a key stands there for good. */
export interface Vault {
  /**
   * Writes a document, once. A second call with the same text does nothing; one with another text throws, since what was
   * kept first is what counts.
   */
  put(key: string, text: string): Promise<void>;
  /** The document; undefined if there is none. */
  get(key: string): Promise<string | undefined>;
}

/** Somebody was there first (412), or writes at this moment (409). */
const TAKEN: ReadonlySet<number | undefined> = new Set([412, 409]);

/** The vault in a bucket. Functions that put a document also need the right to read it, to know what was there first. */
export function vault(
  bucket: string,
  client = new S3Client({
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  }),
): Vault {
  async function get(key: string): Promise<string | undefined> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return await Body?.transformToString();
    } catch (fault) {
      if (fault instanceof NoSuchKey) return undefined;
      throw fault;
    }
  }
  return {
    get,
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
      } catch (fault) {
        if (!(fault instanceof S3ServiceException && TAKEN.has(fault.$metadata.httpStatusCode))) throw fault;
        const there = await get(key);
        if (there === text) return;
        throw new Error(
          there === undefined
            ? `${key} of the vault ${bucket} is being written by another; try again`
            : `${key} of the vault ${bucket} already holds another document, which stays; compare the two before anything else`,
          { cause: fault },
        );
      }
    },
  };
}
