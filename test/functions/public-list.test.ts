import { DynamoDBClient, GetItemCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { instant, ms } from '../../domain/primitives.ts';
import { publicSort } from '../../functions/shell/case-keys.ts';
import { type Face, faceOf } from '../../functions/shell/public-face.ts';
import { publicCases } from '../../functions/shell/public-index.ts';
import { fitting, pageOf } from '../../functions/shell/public-list.ts';
import type { PublicCasesQuery } from '../../functions/shell/public-messages.ts';
import { aReport, district } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

const client = new DynamoDBClient({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const dynamo = mockClient(client);
const cases = publicCases(client, 'cases', 'shawan');
beforeEach(() => dynamo.reset());

const report = aReport();
const made = faceOf(report, caseOf(report), district);
if (!made) throw new Error('no face');

interface Row {
  id: string;
  face: Face;
}
/** A table that answers queries as DynamoDB would, and at most a page of it at once. */
function table(rows: readonly Row[]): void {
  const sorted = rows
    .map((row) => ({ ...row, sort: publicSort(row.face.openedAt, row.id) }))
    .toSorted((a, b) => (a.sort < b.sort ? 1 : -1));
  dynamo.on(QueryCommand).callsFake(({ ExpressionAttributeValues: values, Limit = 1e9 }: QueryCommandInput) => {
    const [month = '', from = '', to = ''] = [':month', ':from', ':to'].map((name) => values?.[name]?.S);
    const found = sorted.filter(({ sort }) => sort.startsWith(month.slice(-7)) && sort >= from && sort <= to);
    return {
      Items: found
        .slice(0, Limit)
        .map(({ id, face }) => ({ pk: { S: `D#shawan#C#${id}` }, face: { S: JSON.stringify(face) } })),
      ...(found.length > Limit && { LastEvaluatedKey: { pk: { S: 'more' } } }),
    };
  });
  dynamo.on(GetItemCommand).resolves({});
}
const reads = () => dynamo.commandCalls(QueryCommand).length + dynamo.commandCalls(GetItemCommand).length;

const NOW = '2026-03-31T00:00:00.000Z';
const YEAR = { from: '2025-04-01T00:00:00.000Z', to: NOW };

/** All pages from the first to the last, and what each of them read. */
async function walked(query: PublicCasesQuery, size: number, stretch = YEAR) {
  const pages: { ids: string[]; reads: number; looked: number }[] = [];
  let after: string | undefined;
  do {
    dynamo.resetHistory();
    const isFiltered = Object.keys(query).length > 0;
    const page = await pageOf(cases, fitting(query, district, NOW), { ...stretch, after, size, isFiltered });
    const looked = dynamo.commandCalls(QueryCommand).map(({ args }) => args[0].input.Limit ?? Number.POSITIVE_INFINITY);
    pages.push({ ids: page.rows.map(({ id }) => id), reads: reads(), looked: looked.reduce((a, b) => a + b, 0) });
    after = page.next ?? undefined;
  } while (after !== undefined && pages.length < 2000);
  return pages;
}

const rowsOver = (count: number, over: (n: number) => Partial<Face> = () => ({})): Row[] =>
  Array.from({ length: count }, (_, n) => {
    const openedAt = instant(ms(NOW) - 1 - n * Math.floor((300 * 86_400_000) / count));
    return { id: ulid(n + 1), face: { ...made, openedAt, ...over(n) } };
  });

test('each page costs the same few reads, the last as the first', async () => {
  const rows = rowsOver(5_000);
  table(rows);
  const pages = await walked({}, 50);
  expect(pages.flatMap(({ ids }) => ids)).toEqual(rows.map(({ id }) => id));
  expect(Math.max(...pages.map((page) => page.reads))).toBeLessThanOrEqual(13);
  // A page in the midst of a month is one read of as many rows as it shows.
  expect(pages.filter((page) => page.reads === 1).length).toBeGreaterThan(85);
  expect(pages.slice(1, -1).every((page) => page.looked <= 200)).toBe(true);
});

test('a filter that nothing fits reads no more for a page either', async () => {
  table(rowsOver(5_000));
  const pages = await walked({ light: 'green', status: 'merged' }, 50);
  expect(pages.flatMap(({ ids }) => ids)).toEqual([]);
  expect(Math.max(...pages.map((page) => page.reads))).toBeLessThanOrEqual(13);
  expect(Math.max(...pages.map((page) => page.looked))).toBeLessThanOrEqual(13 * 250);
  expect(pages.length).toBeLessThan(10);
});

test('a rare one is found whole, by pages that may be short', async () => {
  const rows = rowsOver(3_000, (n) => ({ status: n % 700 === 3 ? 'cancelled' : 'open' }));
  table(rows);
  const pages = await walked({ status: 'cancelled' }, 50);
  expect(pages.flatMap(({ ids }) => ids)).toEqual(rows.filter((_, n) => n % 700 === 3).map(({ id }) => id));
});

test('years without anything end', async () => {
  table([]);
  const pages = await walked({}, 50, { from: '2000-01-01T00:00:00.000Z', to: NOW });
  expect(pages.length).toBeLessThan(30);
  expect(pages.every((page) => page.reads <= 13)).toBe(true);
});

test('whatever is there, in whatever pages: each case once, newest first, also of one instant', async () => {
  const count = fc.integer({ min: 0, max: 60 });
  const hours = fc.array(fc.integer({ min: 0, max: 24 * 200 }), { minLength: 60, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(count, hours, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (n, ago, size, isFiltered) => {
      dynamo.reset();
      const rows = rowsOver(n, (at) => ({ openedAt: instant(ms(NOW) - (ago[at] ?? 0) * 3_600_000) }));
      table(rows);
      const pages = await walked(isFiltered ? { category: 'roads' } : {}, size);
      const sorted = rows
        .map(({ id, face }) => ({ id, sort: publicSort(face.openedAt, id) }))
        .toSorted((a, b) => (a.sort < b.sort ? 1 : -1));
      expect(pages.flatMap(({ ids }) => ids)).toEqual(sorted.map(({ id }) => id));
      expect(pages.every(({ ids }) => ids.length <= size)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('late once is red for ever, also when it was done again in time; personal categories are not shown', () => {
  const again: Face = { ...made, status: 'closed', settled: 'green', before: 'red' };
  const fits = (query: PublicCasesQuery, face: Face) => fitting(query, district, NOW)({ id: ulid(1), face });
  expect(fits({ light: 'red' }, again)).toBe(true);
  expect(fits({ light: 'green' }, again)).toBe(false);
  expect(fits({ unit: 'niushi' }, again)).toBe(true);
  expect(fits({ unit: 'fulu' }, again)).toBe(false);
});
