import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Directory } from '../../domain/directory/directory.ts';
import { Level } from '../../domain/directory/documents.ts';
import { branchKey, idOfKey } from './case-keys.ts';

/** A stretch of the index `holding`: the open cases of a branch, between two seats. */
export interface Stretch {
  branch: string;
  from: string;
  to: string;
}

export type Row = Record<string, AttributeValue>;

const text = z.pipe(
  z.object({ S: z.string() }),
  z.transform(({ S }) => S),
);
const flag = z.pipe(
  z.object({ BOOL: z.boolean() }),
  z.transform(({ BOOL }) => BOOL),
);
const count = z.pipe(
  z.object({ N: z.string() }),
  z.transform(({ N }) => Number(N)),
);

/** A row of the index as it is written: of an open case, or of a part that a department helps with. */
export const HoldingRow = z.object({
  pk: z.pipe(text, z.transform(idOfKey)),
  category: text,
  level: z.pipe(text, Level),
  status: text,
  warnAt: text,
  dueAt: text,
  openedAt: text,
  emergency: flag,
  presses: z._default(z.optional(count), 0),
  toPlace: z._default(z.optional(flag), false),
  pausedUntil: z.optional(text),
});

/** What the wall reads of a row. Holder, due instant and number of the case stand in its seat. */
export const AttentionRow = z.object({
  seat: text,
  warnAt: text,
  category: text,
  emergency: flag,
  presses: z._default(z.optional(count), 0),
  pausedUntil: z.optional(text),
});

/** What to read: whole branches for a township or the district, the seats of single units below that. */
export function stretchesOf(unit: string, directory: Directory): Stretch[] {
  const whole = (branch: string): Stretch => ({ branch: branchKey(directory.district, branch), from: ' ', to: '~' });
  const { level } = directory.unit(unit);
  if (level === 'township') return [whole(unit)];
  if (level === 'district') {
    return [
      unit,
      ...directory
        .children(unit)
        .filter((child) => child.level === 'township')
        .map((child) => child.id),
    ].map(whole);
  }
  return [unit, ...directory.children(unit).map((child) => child.id)].map((holder) => ({
    branch: branchKey(directory.district, directory.branch(holder)),
    from: `${holder}#`,
    to: `${holder}#~`,
  }));
}

/** One page of a stretch, in the order of seats. `after` is the last key of the page before. */
export async function readPage(
  client: DynamoDBClient,
  table: string,
  { branch, from, to }: Stretch,
  more: { limit?: number; after?: Row; attributes?: string } = {},
): Promise<{ rows: Row[]; last: Row | undefined }> {
  const page = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'holding',
      KeyConditionExpression: 'seatBranch = :branch AND seat BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':branch': { S: branch }, ':from': { S: from }, ':to': { S: to } },
      ...(more.limit !== undefined && { Limit: more.limit }),
      ...(more.after && { ExclusiveStartKey: more.after }),
      ...(more.attributes !== undefined && { ProjectionExpression: more.attributes }),
    }),
  );
  return { rows: page.Items ?? [], last: page.LastEvaluatedKey };
}

/** All pages of a stretch, one at a time: the caller's memory holds one page. */
export async function* readAll(client: DynamoDBClient, table: string, stretch: Stretch, attributes: string) {
  let after: Row | undefined;
  do {
    const { rows, last } = await readPage(client, table, stretch, { attributes, ...(after && { after }) });
    yield rows;
    after = last;
  } while (after);
}
