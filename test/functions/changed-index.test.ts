import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import type { DayHead } from '../../domain/evidence/checkpoint.ts';
import { SHARDS, shardOf } from '../../functions/shell/case-keys.ts';
import { changedIndex } from '../../functions/shell/changed-index.ts';
import { sha256 } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

const client = new DynamoDBClient({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const dynamodb = mockClient(client);
const index = changedIndex(client, 'cases', 'shawan');
const DAY = '2026-03-02';

/** Cases on three days, on every shard; the table answers in pages of two. */
const rows = [DAY, '2026-03-03', '2026-03-04'].flatMap((day, d) =>
  Array.from({ length: 40 }, (_, n) => ulid(n + d * 40)).map((id) => ({
    pk: { S: `D#shawan#C#${id}` },
    changedShard: { S: `D#shawan#H#${shardOf(id)}` },
    changedOn: { S: `${day}#${id}` },
    head: { S: sha256(id) },
    length: { N: '3' },
  })),
);
const casesOf = (day: string) =>
  rows.filter(({ changedOn }) => changedOn.S.startsWith(day)).map(({ pk }) => pk.S.replace('D#shawan#C#', ''));

async function all(found: AsyncIterable<DayHead>): Promise<DayHead[]> {
  const heads: DayHead[] = [];
  for await (const head of found) heads.push(head);
  return heads;
}

beforeEach(() => {
  dynamodb.reset();
  dynamodb.on(QueryCommand).callsFake(({ ExpressionAttributeValues: asked, ExclusiveStartKey: cursor, Limit = 2 }) => {
    const found = rows
      .filter(({ changedShard, changedOn }) => {
        const behind = cursor === undefined || changedOn.S > cursor.changedOn.S;
        const within = changedOn.S >= asked[':from'].S && changedOn.S <= asked[':to'].S;
        return changedShard.S === asked[':shard'].S && within && behind;
      })
      .toSorted((a, b) => (a.changedOn.S < b.changedOn.S ? -1 : 1));
    const Items = found.slice(0, Limit);
    return { Items, ...(found.length > Limit && { LastEvaluatedKey: Items.at(-1) }) };
  });
});

test('all cases of a day and no other, each once, over pages and shards', async () => {
  const heads = await all(index.changedOn(DAY));
  expect(heads.map((head) => head.case).toSorted()).toEqual(casesOf(DAY).toSorted());
  expect(new Set(heads.map((head) => shardOf(head.case))).size).toBe(SHARDS);
  expect(heads[0]).toEqual({ case: heads[0]?.case, seq: 3, head: sha256(heads[0]?.case ?? '') });
});

test('after any case come those that came after it before', async () => {
  const heads = await all(index.changedOn(DAY));
  for (const [at, head] of heads.entries()) {
    expect(await all(index.changedOn(DAY, head.case))).toEqual(heads.slice(at + 1));
  }
});

test('the first day of a change, from a day on', async () => {
  expect(await index.firstChange('2026-02-01')).toBe(DAY);
  expect(await index.firstChange('2026-03-03')).toBe('2026-03-03');
  expect(await index.firstChange('2026-03-05')).toBeUndefined();
});
