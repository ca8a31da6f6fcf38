import type { AttributeValue, DynamoDBClient, PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;

export interface Versioned {
  /** With its key, `pk` and perhaps `sk`. */
  item: Item;
  /** Counts the writes of the item, from 1. */
  version: number;
  /** Unique to this write. */
  writer: string;
}

/**
 * Writes the next version of an item, if the stored one is the one before it (none, for version 1). False when somebody else wrote
 * first: nothing is written then. A write whose answer the SDK lost, and that stumbled over itself when it was tried again, is
 * known by its writer.
 */
export async function putVersion(
  client: DynamoDBClient,
  table: string,
  { item, version, writer }: Versioned,
): Promise<boolean> {
  const { pk, sk } = item;
  if (!pk) throw new Error('an item has a key');
  const unlessWritten =
    version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'version = :before',
          ExpressionAttributeValues: { ':before': { N: String(version - 1) } },
        };
  const Item = { ...item, version: { N: String(version) }, writer: { S: writer } };
  try {
    await client.send(new PutItemCommand({ TableName: table, Item, ...unlessWritten }));
    return true;
  } catch (fault) {
    if (!(fault instanceof ConditionalCheckFailedException)) throw fault;
    const Key = { pk, ...(sk && { sk }) };
    const there = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
    return there.Item?.writer?.S === writer;
  }
}

/** Writes an item if a condition holds of what is there; false when it does not: nothing is written then. */
export async function putIf(
  client: DynamoDBClient,
  input: PutItemCommandInput & { ConditionExpression: string },
): Promise<boolean> {
  try {
    await client.send(new PutItemCommand(input));
    return true;
  } catch (fault) {
    if (!(fault instanceof ConditionalCheckFailedException)) throw fault;
    return false;
  }
}
