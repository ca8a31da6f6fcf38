import { timingSafeEqual } from 'node:crypto';
import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { receiptOf, type Secret } from '../../domain/case-file/receipt.ts';
import { caseKey } from './case-keys.ts';
import { sha256 } from './chance.ts';

/** What no secret has the digest of, since nobody has found a text with it. */
const NOBODYS = '0'.repeat(64);

/**
 * Whether a secret is that of a report. A number that nobody has and a wrong secret take the same work: the digest alone
 * is read, and compared in constant time, before anything of the case is.
 */
export const isReceipt =
  (client: DynamoDBClient, table: string, district: string) =>
  async (id: string, secret: Secret): Promise<boolean> => {
    const Key = { pk: { S: caseKey(district, id) } };
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key, ConsistentRead: true, ProjectionExpression: 'receipt' }),
    );
    const kept = Buffer.from(Item?.receipt?.S ?? NOBODYS, 'hex');
    return timingSafeEqual(kept, Buffer.from(receiptOf(id, secret, sha256), 'hex'));
  };
