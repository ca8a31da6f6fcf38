import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { idOfKey } from './case-keys.ts';
import { log } from './log.ts';

/**
 * A consumer of a table's stream: works on each item named in the batch, once however often it stands there, all of them at
 * once, and reports the first record that failed, so that the rest comes again from there. `logged` is how a log may call it.
 */
export const consumer = (work: (id: string) => Promise<void>, logged: (id: string) => string = (id) => id) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }: DynamoDBStreamEvent) => {
    const ids = Records.map(({ dynamodb }) => idOfKey(dynamodb?.Keys?.pk?.S ?? ''));
    const failed = new Set<string>();
    await Promise.all(
      [...new Set(ids)].map((id) =>
        work(id).catch((error: Error) => {
          log.error('record failed', { case: logged(id), error });
          failed.add(id);
        }),
      ),
    );
    const first = Records[ids.findIndex((id) => failed.has(id))];
    return { batchItemFailures: first ? [{ itemIdentifier: first.dynamodb?.SequenceNumber ?? '' }] : [] };
  });
