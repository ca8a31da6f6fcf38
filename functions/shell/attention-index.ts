import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../domain/primitives.ts';
import { idOfKey, SHARDS, shardKey } from './case-keys.ts';

export interface Attention {
  id: string;
  at: Instant;
}

const PAGE = 200;

/**
 * Cases whose attention instant has come, oldest first over all shards, page after page to the end. Cases that are
 * worked on while this runs move out of the way, since their instant lies ahead then.
 */
export async function* attentionDue(client: DynamoDBClient, table: string, district: string, until: Instant) {
  const shards = Array.from({ length: SHARDS }, (_, shard) => due(client, table, shardKey(district, shard), until));
  const heads = await Promise.all(shards.map((shard) => shard.next()));
  for (;;) {
    const oldest = heads.reduce((best, head, index) => (earlier(head, heads[best]) ? index : best), 0);
    const head = heads[oldest];
    const shard = shards[oldest];
    if (!head || head.done || !shard) return;
    yield head.value;
    heads[oldest] = await shard.next();
  }
}

const earlier = (a: IteratorResult<Attention>, b: IteratorResult<Attention> | undefined): boolean =>
  !a.done && (b === undefined || b.done === true || a.value.at < b.value.at);

async function* due(
  client: DynamoDBClient,
  table: string,
  shard: string,
  until: Instant,
): AsyncGenerator<Attention, undefined> {
  const input = {
    TableName: table,
    IndexName: 'attention',
    KeyConditionExpression: 'attentionShard = :shard AND attentionAt <= :until',
    ExpressionAttributeValues: { ':shard': { S: shard }, ':until': { S: until } },
    Limit: PAGE,
  };
  for await (const { Items = [] } of paginateQuery({ client }, input))
    for (const { pk, attentionAt } of Items) yield { id: idOfKey(pk?.S ?? ''), at: attentionAt?.S ?? '' };
  return undefined;
}
