import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { requestHandler } from './request-handler.ts';

/** Of the bucket of photos. Of the bytes the digest tells all there is to tell. */
export const photoClient = (): S3Client =>
  new S3Client({
    requestHandler: requestHandler(5000),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

/** The keys below a prefix. */
export async function keysBelow(client: S3Client, bucket: string, Prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix })) {
    keys.push(...Contents.map(({ Key = '' }) => Key));
  }
  return keys;
}
