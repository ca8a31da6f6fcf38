import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { DayHead } from '../../domain/evidence/checkpoint.ts';
import { caseKey, changedKey, idOfKey, SHARDS, shardOf } from './case-keys.ts';

/**
 * The heads of all cases whose history was last added to on a day, shard by shard, by number in each, page after page to
 * the end; those after the case `after` if one is given. A case that is changed again later leaves its day.
 */
export async function* changedOn(
  client: DynamoDBClient,
  table: string,
  district: string,
  day: string,
  after?: string,
): AsyncGenerator<DayHead, undefined> {
  const first = after === undefined ? 0 : shardOf(after);
  for (let shard = first; shard < SHARDS; shard += 1) {
    const from = after !== undefined && shard === first ? caseKey(district, after) : caseKey(district, '');
    let cursor: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'changed',
          KeyConditionExpression: 'changedDay = :day AND pk > :from',
          ExpressionAttributeValues: { ':day': { S: changedKey(district, day, shard) }, ':from': { S: from } },
          ...(cursor && { ExclusiveStartKey: cursor }),
        }),
      );
      for (const { pk, length, head } of page.Items ?? []) {
        yield DayHead.parse({ case: idOfKey(pk?.S ?? ''), seq: Number(length?.N), head: head?.S });
      }
      cursor = page.LastEvaluatedKey;
    } while (cursor);
  }
  return undefined;
}
