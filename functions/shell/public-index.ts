import type { AttributeValue, DynamoDBClient, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Case } from '../../domain/case/case.ts';
import { Voice, voicesOf } from '../../domain/case/voices.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Instant } from '../../domain/primitives.ts';
import { caseKey, idOfKey, publicKey, publicSort } from './case-keys.ts';
import { Face, type PublicAnswer } from './public-face.ts';

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

/**
 * By which attributes a case stands in the index `voices`, by the month in which it was opened: what residents thought of its
 * answers, who wrote what being forgotten or not.
 */
export function voiceAttributes({ history }: CaseFile, { id, openedAt }: Case, district: string): Row {
  const voices = voicesOf(history);
  if (voices.length === 0) return {};
  return {
    voices: { S: JSON.stringify(voices) },
    voicesIn: { S: publicKey(district, openedAt) },
    voicesAt: { S: publicSort(openedAt, id) },
  };
}

export interface PublicCases {
  /** Undefined for a number that nobody has, and for a case that no resident has a receipt for. */
  find(id: string): Promise<Public | undefined>;
  /** The newest of a month of UTC between two places, both included, at most so many; `more`: there are others behind. */
  newest(within: Instant, from: string, to: string, most: number): Promise<{ rows: Public[]; more: boolean }>;
  /** The answer to the case that one was merged into, however often; its own if it was not. None of a case about persons. */
  answerTo(face: Face, directory: Directory): Promise<PublicAnswer | null>;
  /** What residents thought of the answers to cases opened in a span, its ends included, a page of the index at a time. */
  voices(from: Instant, to: Instant): AsyncGenerator<Voice[]>;
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

  type Index = 'public' | 'voices';
  const query = (index: Index, within: Instant, from: string, to: string, more: Partial<QueryCommandInput>) =>
    client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: `${index}In = :month AND ${index}At BETWEEN :from AND :to`,
        ExpressionAttributeValues: {
          ':month': { S: publicKey(district, within) },
          ':from': { S: from },
          ':to': { S: to },
        },
        ScanIndexForward: false,
        ...more,
      }),
    );

  const shown = (rows: Row[]): Promise<Public[]> =>
    Promise.all(rows.map((row) => standing({ id: idOfKey(row.pk?.S ?? ''), face: faceIn(row) })));

  /** The rows of a span, newest first, a page of the index at a time. */
  async function* span(index: Index, from: Instant, to: Instant): AsyncGenerator<Row[]> {
    for (const within of monthsBack(from, to)) {
      let after: Row | undefined;
      do {
        const more = after && { ExclusiveStartKey: after };
        const page = await query(index, within, publicSort(from, ' '), publicSort(to, '~'), more ?? {});
        yield page.Items ?? [];
        after = page.LastEvaluatedKey;
      } while (after);
    }
  }

  return {
    async find(id) {
      const row = await read(id);
      return row?.publicIn ? standing({ id, face: faceIn(row) }) : undefined;
    },
    async *opened(from, to) {
      for await (const rows of span('public', from, to)) yield await shown(rows);
    },
    async newest(within, from, to, most) {
      const page = await query('public', within, from, to, { Limit: most });
      return { rows: await shown(page.Items ?? []), more: page.LastEvaluatedKey !== undefined };
    },
    async answerTo(face, directory) {
      let into: Face = face;
      for (let left = MOST_FOLLOWED; left > 0; left -= 1) {
        const row = into.into === null ? undefined : await read(into.into);
        if (!row?.face) break;
        into = (await standing({ id: '', face: faceIn(row) })).face;
      }
      return directory.findCategory(into.category)?.personal ? null : into.answer;
    },
    async *voices(from, to) {
      for await (const rows of span('voices', from, to)) yield rows.flatMap(voicesIn);
    },
  };
}

const voicesIn = ({ voices }: Row): Voice[] => z.array(Voice).parse(JSON.parse(voices?.S ?? '[]'));
const faceIn = (row: Row): Face => Face.parse(JSON.parse(row.face?.S ?? 'null'));

/** An instant in each month that a span touches, newest first. */
export function monthsBack(from: Instant, to: Instant): Instant[] {
  const months: Instant[] = [];
  const month = new Date(`${to.slice(0, 7)}-01T00:00:00.000Z`);
  for (; month.toISOString().slice(0, 7) >= from.slice(0, 7); month.setUTCMonth(month.getUTCMonth() - 1))
    months.push(month.toISOString());
  return months;
}
