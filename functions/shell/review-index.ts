import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { lightOf } from '../../domain/case/light.ts';
import type { Instant } from '../../domain/primitives.ts';
import { caseKey, idOfKey } from './case-keys.ts';
import type { Cursor } from './paging.ts';
import type { ReviewRow } from './review-messages.ts';
import { standingKey } from './review-store.ts';

type Row = Record<string, AttributeValue>;

/** A page of the open reviews, soonest due first, and where the next one begins. */
export async function openReviews(
  client: DynamoDBClient,
  table: string,
  district: string,
  page: { at: Instant; limit: number; after?: Cursor },
): Promise<{ rows: ReviewRow[]; next: string | null }> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'standing',
      KeyConditionExpression: 'standingIn = :here AND standing > :after',
      ExpressionAttributeValues: { ':here': { S: standingKey(district) }, ':after': { S: page.after ?? ' ' } },
      Limit: page.limit,
    }),
  );
  const last = LastEvaluatedKey?.standing?.S;
  return { rows: Items.map((row) => rowOf(row, page.at)), next: last ?? null };
}

/** The ids of all reviews of a case, oldest first. */
export async function reviewsOfCase(
  client: DynamoDBClient,
  table: string,
  district: string,
  caseId: string,
): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'of-case',
      KeyConditionExpression: 'ofCase = :case',
      ExpressionAttributeValues: { ':case': { S: caseKey(district, caseId) } },
    }),
  );
  return Items.map(({ pk }) => idOfKey(pk?.S ?? ''));
}

function rowOf(row: Row, at: Instant): ReviewRow {
  const text = (name: string): string => row[name]?.S ?? '';
  const clock = { warnAt: text('warnAt'), dueAt: text('dueAt') };
  const { light, settled } = lightOf(clock, null, at);
  return {
    id: idOfKey(text('pk')),
    case: text('case'),
    status: text('stage'),
    consequence: text('consequence'),
    light,
    settled,
    ...clock,
    openedAt: text('openedAt'),
    endedAt: null,
  };
}
