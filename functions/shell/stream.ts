import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { idOfKey } from './case-keys.ts';
import { log } from './log.ts';

/**
 * A consumer of the table's stream: works on each case named in the batch, once however often it stands there, and
 * reports the first record that failed, so that the rest comes again from there. `logged` is how a log may call it.
 */
export const consumer = (work: (id: string) => Promise<void>, logged: (id: string) => string = (id) => id) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }: DynamoDBStreamEvent) => {
    const done = new Set<string>();
    for (const { dynamodb } of Records) {
      const id = idOfKey(dynamodb?.Keys?.pk?.S ?? '');
      if (done.has(id)) continue;
      try {
        await work(id);
        done.add(id);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        log.error('record failed', { case: logged(id), error });
        return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  });
