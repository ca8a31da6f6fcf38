import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../domain/primitives.ts';
import { replyKey } from './case-keys.ts';
import { sha256 } from './chance.ts';
import { expiring } from './expiring.ts';

/** In seconds: no gateway calls back for longer. */
const KEPT = 30 * 86_400;

/** Which replies were answered: by the digest of their id alone, without telephone or text. */
export interface ReplyRecord {
  has(id: string): Promise<boolean>;
  keep(id: string, at: Instant): Promise<void>;
}

export function replyRecord(client: DynamoDBClient, table: string, district: string): ReplyRecord {
  const key = (id: string) => ({ pk: { S: replyKey(district, sha256(id)) }, sk: { S: 'reply' } });
  return {
    async has(id) {
      const get = new GetItemCommand({ TableName: table, Key: key(id), ConsistentRead: true });
      return (await client.send(get)).Item !== undefined;
    },
    async keep(id, at) {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: { ...key(id), at: { S: at }, ...expiring(at, KEPT) },
        }),
      );
    },
  };
}
