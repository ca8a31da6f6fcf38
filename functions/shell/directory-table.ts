import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Kind } from '../../domain/directory/documents.ts';
import {
  headKey,
  type Place,
  type Pointer,
  packDocument,
  partKeys,
  pointerAttributes,
  readPointer,
  revisionKey,
  unpackDocument,
} from './directory-items.ts';

type Item = Record<string, AttributeValue>;

/** The items of one district: `HEAD`, a `REV#…` for each revision before it, and `DOC#…` for the parts of documents. */
export interface DirectoryTable {
  head(): Promise<Pointer | undefined>;
  /** The pointer of any revision up to the newest. */
  find(revision: number): Promise<Pointer | undefined>;
  readRows(kind: Kind, place: Place): Promise<unknown>;
  /** Names are unique to the tag: what a lost race leaves behind is never read. */
  writeRows(kind: Kind, version: number, tag: string, rows: readonly unknown[]): Promise<Place>;
  /**
   * Makes `next` the newest revision if `head` still is. False if somebody else was first; true again for the same
   * `next`, so that a retry whose first answer was lost tells the truth.
   */
  advance(head: Pointer | undefined, next: Pointer): Promise<boolean>;
}

export function directoryTable(client: DynamoDBClient, table: string, district: string): DirectoryTable {
  const keyOf = (sk: string): Item => ({ pk: { S: `D#${district}` }, sk: { S: sk } });

  async function read(sk: string): Promise<Item | undefined> {
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: keyOf(sk), ConsistentRead: true }));
    return Item;
  }

  async function readPart(sk: string): Promise<Item> {
    const item = await read(sk);
    if (!item) throw new Error(`table ${table} lacks ${sk} of district ${district}; restore it from a backup`);
    return item;
  }

  async function write(sk: string, attributes: Item, condition: Partial<Condition> = {}): Promise<void> {
    await client.send(new PutItemCommand({ TableName: table, Item: { ...keyOf(sk), ...attributes }, ...condition }));
  }

  async function pointerAt(sk: string): Promise<Pointer | undefined> {
    const item = await read(sk);
    return item && readPointer(item);
  }

  const head = () => pointerAt(headKey);

  async function find(revision: number): Promise<Pointer | undefined> {
    // In this order: a revision that HEAD has left behind was frozen before.
    const newest = await head();
    return newest?.revision === revision ? newest : pointerAt(revisionKey(revision));
  }

  return {
    head,
    find,
    readRows: async (kind, place) => unpackDocument(await Promise.all(partKeys(kind, place).map(readPart))),
    async writeRows(kind, version, tag, rows) {
      const items = await packDocument(rows);
      const place: Place = { version, tag, parts: items.length };
      await Promise.all(partKeys(kind, place).map((sk, index) => write(sk, items[index] ?? {})));
      return place;
    },
    async advance(before, next) {
      if (before) await write(revisionKey(before.revision), pointerAttributes(before));
      try {
        await write(headKey, pointerAttributes(next), stillAt(before));
        return true;
      } catch (fault) {
        if (!(fault instanceof ConditionalCheckFailedException)) throw fault;
        return (await find(next.revision))?.tag === next.tag;
      }
    },
  };
}

interface Condition {
  ConditionExpression: string;
  ExpressionAttributeValues: Item;
}

const stillAt = (head: Pointer | undefined): Partial<Condition> =>
  head === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'revision = :before',
        ExpressionAttributeValues: { ':before': { N: String(head.revision) } },
      };
