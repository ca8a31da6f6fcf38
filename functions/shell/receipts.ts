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
    return isDigestOf(Item?.receipt?.S, id, secret);
  };

/** Whether a digest is that of a receipt, in constant time, also where there is none. */
export const isDigestOf = (kept: string | undefined, id: string, secret: Secret): boolean =>
  timingSafeEqual(Buffer.from(kept ?? NOBODYS, 'hex'), Buffer.from(receiptOf(id, secret, sha256), 'hex'));
