import type { DynamoDBClient, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { paginateQuery, QueryCommand } from '@aws-sdk/client-dynamodb';
import { DayHead } from '../../domain/evidence/checkpoint.ts';
import type { CivilDate } from '../../domain/primitives.ts';
import { changedKey, dayOf, idOfKey, SHARDS, shardOf } from './case-keys.ts';

/** Sort before and behind every number of a case. */
const FIRST = '';
const LAST = '~';

/** The histories of a district by the day of their last event. A case that is changed again leaves its day. */
export interface ChangedIndex {
  /**
   * The heads of all cases that were last changed on a day, shard by shard, by number in each, page after page to the
   * end; those after the case `after` if one is given.
   */
  changedOn(day: CivilDate, after?: string): AsyncIterable<DayHead>;
  /** The first day, from one on, on which a case was last changed. */
  firstChange(since: CivilDate): Promise<CivilDate | undefined>;
}

export function changedIndex(client: DynamoDBClient, table: string, district: string): ChangedIndex {
  const stretch = (shard: number, from: string, to: string): QueryCommandInput => ({
    TableName: table,
    IndexName: 'changed',
    KeyConditionExpression: 'changedShard = :shard AND changedOn BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':shard': { S: changedKey(district, shard) },
      ':from': { S: from },
      ':to': { S: to },
    },
  });

  async function* inShard(shard: number, from: string, to: string): AsyncGenerator<DayHead> {
    for await (const { Items = [] } of paginateQuery({ client }, stretch(shard, from, to)))
      for (const { pk, length, head } of Items)
        yield DayHead.parse({ case: idOfKey(pk?.S ?? ''), seq: Number(length?.N), head: head?.S });
  }

  return {
    async *changedOn(day, after) {
      const begin = after === undefined ? 0 : shardOf(after);
      for (let shard = begin; shard < SHARDS; shard += 1) {
        const from = after !== undefined && shard === begin ? after + LAST : FIRST;
        yield* inShard(shard, dayOf(day, from), dayOf(day, LAST));
      }
    },
    async firstChange(since) {
      const pages = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) =>
          client.send(new QueryCommand({ ...stretch(shard, dayOf(since, FIRST), LAST), Limit: 1 })),
        ),
      );
      const days = pages.flatMap(({ Items = [] }) => Items.map(({ changedOn }) => changedOn?.S?.split('#')[0] ?? ''));
      return days.toSorted()[0];
    },
  };
}
