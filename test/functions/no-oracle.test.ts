import { DynamoDBClient, GetItemCommand, type GetItemCommandInput, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { receiptOf } from '../../domain/case-file/receipt.ts';
import { caseKey, reportKey } from '../../functions/shell/case-keys.ts';
import { SECRET } from '../support/a-report.ts';
import { MONDAY, sha256 } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

/* Issue 6: no oracle for receipt guessing. Whatever there is under a number, who has not its secret learns the same, byte by byte, by the same work. */

vi.stubEnv('DISTRICT', 'shawan');
for (const table of ['CASES', 'DIRECTORY', 'RESIDENTS', 'LINES']) vi.stubEnv(`${table}_TABLE`, table.toLowerCase());
vi.stubEnv('PHOTOS_BUCKET', 'photos');
vi.stubEnv('AWS_REGION', 'local');
const HANDLERS = {
  'GET /public/reports/{id}': (await import('../../functions/http/public-get-report.ts')).handler,
  'POST /public/reports/{id}/commands': (await import('../../functions/http/public-command-report.ts')).handler,
  'GET /public/reports/{id}/photos': (await import('../../functions/http/public-list-photos.ts')).handler,
  'POST /public/reports/{id}/photos': (await import('../../functions/http/public-photo-upload.ts')).handler,
};
const BODIES: Record<string, object> = {
  'POST /public/reports/{id}/commands': { type: 'rate', satisfied: true },
  'POST /public/reports/{id}/photos': { digest: 'a'.repeat(64) },
};

const client = mockClient(DynamoDBClient);
const RIGHT = 'A'.repeat(26);
/** A report that opened a case, one that joined a case, one that waits for a clerk; and nothing under the last number. */
const [CASE, JOINED, HELD, NOBODYS] = [1, 2, 3, 4].map(ulid) as [string, string, string, string];
const digest = (id: string) => receiptOf(id, RIGHT, sha256);
const doc = (value: object) => ({ doc: { S: JSON.stringify(value) } });
const ITEMS: Record<string, object> = {
  [caseKey('shawan', CASE)]: { receipt: { S: digest(CASE) } },
  [`${reportKey('shawan', JOINED)} report`]: doc({
    version: 1,
    id: JOINED,
    case: CASE,
    at: MONDAY,
    contact: null,
    subscribed: false,
    joined: { receipt: digest(JOINED), request: 'b'.repeat(64), words: '也看见了' },
  }),
  [`${reportKey('shawan', HELD)} held`]: doc({
    id: HELD,
    at: MONDAY,
    receipt: digest(HELD),
    request: 'b'.repeat(64),
    report: { id: HELD, category: 'roads', grid: 'niushi-v1-g1', words: '被扣下的话' },
    contact: null,
    subscribed: false,
    why: ['links'],
  }),
};

beforeEach(() => {
  client.reset();
  client.on(UpdateItemCommand).resolves({ Attributes: { value: { S: 'the key of the day' }, times: { N: '1' } } });
  client.on(GetItemCommand).callsFake(({ Key }: GetItemCommandInput) => {
    const key = [Key?.pk?.S, Key?.sk?.S].filter(Boolean).join(' ');
    return { Item: ITEMS[key] };
  });
});

const Structured = z.object({ statusCode: z.number(), body: z.string(), headers: z.record(z.string(), z.string()) });

async function ask(route: keyof typeof HANDLERS, id: string) {
  const before = client.calls().length;
  const event = {
    routeKey: route,
    rawPath: route.replace('POST ', '').replace('{id}', id),
    headers: { 'x-receipt': SECRET },
    pathParameters: { id },
    body: JSON.stringify(BODIES[route]),
    isBase64Encoded: false,
    requestContext: { requestId: 'r', http: { sourceIp: '203.0.113.7', method: route.split(' ')[0] } },
  };
  const handler = HANDLERS[route];
  const answer = Structured.parse(
    await handler(event as never, {} as never, { signal: new AbortController().signal } as never),
  );
  const work = client.calls().map(({ args: [command] }) => {
    const { TableName, ProjectionExpression, UpdateExpression } = command.input as Record<string, string>;
    return [command.constructor.name, TableName, ProjectionExpression, UpdateExpression].join(' ');
  });
  return { ...answer, work: work.slice(before).toSorted() };
}

test.each(Object.keys(HANDLERS) as (keyof typeof HANDLERS)[])('%s tells nothing of what is there', async (route) => {
  await ask(route, NOBODYS);
  const nothing = await ask(route, NOBODYS);
  expect(nothing.statusCode).toBe(404);
  expect(nothing.work.length).toBeGreaterThanOrEqual(3);
  for (const id of [CASE, JOINED, HELD]) expect(await ask(route, id)).toEqual(nothing);
});
