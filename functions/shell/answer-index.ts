import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Case } from '../../domain/case/case.ts';
import type { Instant } from '../../domain/primitives.ts';
import { answersKey, idOfKey, publicSort } from './case-keys.ts';

/** By which attributes a case stands in the index `answers`: while its answer waits for the check of what is published. */
export const answerAttributes = ({ id, answer, resolvedBy }: Case, district: string): Record<string, AttributeValue> =>
  answer && !answer.check && resolvedBy !== null
    ? {
        answersIn: { S: answersKey(district) },
        answerAt: { S: publicSort(answer.at, id) },
        answeredBy: { S: resolvedBy },
      }
    : {};

/** An answer that waits, who gave it, and since when. */
export interface Waiting {
  id: string;
  category: string;
  answeredBy: string;
  since: Instant;
}

/** So many reads of so many rows make a page at most: who is asked for a unit that few answers come from gets a short one. */
const MOST_READS = 4;
const ROWS = 250;

/**
 * A page of what waits and fits, longest first, behind the place `after`; `next` is the place behind it, unless that was the
 * end. A page may be short, even empty, and still have a `next`.
 */
export async function waitingAnswers(
  client: DynamoDBClient,
  table: string,
  district: string,
  { fits, after, most }: { fits: (row: Waiting) => boolean; after: string; most: number },
): Promise<{ rows: Waiting[]; next: string | null }> {
  const rows: Waiting[] = [];
  let place = after;
  for (let reads = 0; reads < MOST_READS; reads += 1) {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'answers',
        KeyConditionExpression: 'answersIn = :all AND answerAt > :after',
        ExpressionAttributeValues: { ':all': { S: answersKey(district) }, ':after': { S: place } },
        Limit: ROWS,
      }),
    );
    for (const item of page.Items ?? []) {
      if (rows.length === most) return { rows, next: place };
      place = item.answerAt?.S ?? '';
      const row = waitingIn(item);
      if (fits(row)) rows.push(row);
    }
    if (!page.LastEvaluatedKey) return { rows, next: null };
  }
  return { rows, next: place };
}

const waitingIn = ({ pk, category, answeredBy, answerAt }: Record<string, AttributeValue>): Waiting => ({
  id: idOfKey(pk?.S ?? ''),
  category: category?.S ?? '',
  answeredBy: answeredBy?.S ?? '',
  since: answerAt?.S?.split('#')[0] ?? '',
});
