import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import type { Instant } from '../../domain/primitives.ts';
import { caseKey, idOfKey, publicKey, publicSort } from './case-keys.ts';
import { Face } from './public-face.ts';

type Row = Record<string, AttributeValue>;

/** A matter as everybody may see it. */
export interface Public {
  id: string;
  face: Face;
}

/**
 * By which attributes a case stands in the index `public`, newest last in the month in which it was opened: as long as a
 * resident has a receipt for it. What it goes on in has a face and no place of its own there.
 */
export function publicAttributes(file: CaseFile, id: string, district: string, face: Face | undefined): Row {
  if (!face) return {};
  return {
    face: { S: JSON.stringify(face) },
    ...(file.receipt !== undefined && {
      publicIn: { S: publicKey(district, face.openedAt) },
      publicAt: { S: publicSort(face.openedAt, id) },
    }),
  };
}

export interface PublicCases {
  /** Undefined for a number that nobody has, and for a case that no resident has a receipt for. */
  find(id: string): Promise<Public | undefined>;
  /** Those opened in a span, its ends included, newest first, a page of the index at a time. */
  opened(from: Instant, to: Instant): AsyncGenerator<Public[]>;
}

/** A case goes on in others no further than this. */
const MOST_FOLLOWED = 20;

export function publicCases(client: DynamoDBClient, table: string, district: string): PublicCases {
  async function read(id: string): Promise<Row | undefined> {
    const Key = { pk: { S: caseKey(district, id) } };
    const input = { TableName: table, Key, ProjectionExpression: 'face, publicIn' };
    return (await client.send(new GetItemCommand(input))).Item;
  }

  /** As it stands where it went on, under the number that it was reported with. */
  async function standing({ id, face }: Public, left = MOST_FOLLOWED): Promise<Public> {
    const row = face.next === null || left === 0 ? undefined : await read(face.next);
    if (!row?.face) return { id, face };
    const next = faceIn(row);
    const updates = [...face.updates, ...next.updates];
    return standing({ id, face: { ...next, openedAt: face.openedAt, at: face.at, updates } }, left - 1);
  }

  async function* month(within: Instant, from: Instant, to: Instant): AsyncGenerator<Public[]> {
    let after: Row | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'public',
          KeyConditionExpression: 'publicIn = :month AND publicAt BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':month': { S: publicKey(district, within) },
            ':from': { S: publicSort(from, ' ') },
            ':to': { S: publicSort(to, '~') },
          },
          ScanIndexForward: false,
          ...(after && { ExclusiveStartKey: after }),
        }),
      );
      const found = Items.map((row) => ({ id: idOfKey(row.pk?.S ?? ''), face: faceIn(row) }));
      yield await Promise.all(found.map((each) => standing(each)));
      after = LastEvaluatedKey;
    } while (after);
  }

  return {
    async find(id) {
      const row = await read(id);
      return row?.publicIn ? standing({ id, face: faceIn(row) }) : undefined;
    },
    async *opened(from, to) {
      for (const within of monthsBack(from, to)) yield* month(within, from, to);
    },
  };
}

const faceIn = (row: Row): Face => Face.parse(JSON.parse(row.face?.S ?? 'null'));

/** An instant in each month that a span touches, newest first. */
export function monthsBack(from: Instant, to: Instant): Instant[] {
  const months: Instant[] = [];
  const month = new Date(`${to.slice(0, 7)}-01T00:00:00.000Z`);
  for (; month.toISOString().slice(0, 7) >= from.slice(0, 7); month.setUTCMonth(month.getUTCMonth() - 1))
    months.push(month.toISOString());
  return months;
}
