import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type Instant, ms } from '../../domain/primitives.ts';
import { limitKey } from './case-keys.ts';
import { putIf } from './put-version.ts';

/** A fixed stretch of time, in seconds, and what is counted in it. */
export interface Counted {
  what: string;
  seconds: number;
}

export type LimitRows = ReturnType<typeof limitRows>;

/** Counters, marks and keys that last for hours or days: each goes by itself when its time is over. */
export function limitRows(client: DynamoDBClient, table: string, district: string) {
  const keyOf = (what: string) => ({ pk: { S: limitKey(district, what) }, sk: { S: 'limit' } });
  const windowOf = ({ what, seconds }: Counted, now: Instant) => {
    const number = Math.floor(ms(now) / 1000 / seconds);
    return { Key: keyOf(`${what}#${number}`), ends: (number + 1) * seconds };
  };
  const expiring = (at: number) => ({ N: String(Math.ceil(at)) });

  return {
    /** Counts one more, and answers how many there are in this stretch. */
    async add(counted: Counted, now: Instant): Promise<number> {
      const { Key, ends } = windowOf(counted, now);
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key,
          UpdateExpression: 'ADD times :one SET expires = :expires',
          ExpressionAttributeValues: { ':one': { N: '1' }, ':expires': expiring(ends + counted.seconds) },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(Attributes?.times?.N);
    },
    /** How many there are in this stretch. */
    async count(counted: Counted, now: Instant): Promise<number> {
      const { Key } = windowOf(counted, now);
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key }));
      return Number(Item?.times?.N ?? 0);
    },
    /** Puts a value where none is, for so many seconds. False if there was one. */
    put(what: string, value: string, seconds: number, now: Instant): Promise<boolean> {
      const expires = expiring(ms(now) / 1000 + seconds);
      const Item = { ...keyOf(what), value: { S: value }, expires };
      return putIf(client, { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' });
    },
    /** The value that is there, or this one, put for so many seconds, where there is none: one call, whoever comes first. */
    async ensure(what: string, value: string, seconds: number, now: Instant): Promise<string> {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(what),
          UpdateExpression: 'SET #value = if_not_exists(#value, :value), expires = if_not_exists(expires, :expires)',
          ExpressionAttributeNames: { '#value': 'value' },
          ExpressionAttributeValues: { ':value': { S: value }, ':expires': expiring(ms(now) / 1000 + seconds) },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Attributes?.value?.S ?? value;
    },
    async get(what: string): Promise<string | undefined> {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: keyOf(what), ConsistentRead: true }),
      );
      return Item?.value?.S;
    },
  };
}

/** Seconds until the stretch ends that an instant lies in. */
export const secondsLeft = (seconds: number, now: Instant): number => Math.ceil(seconds - ((ms(now) / 1000) % seconds));
