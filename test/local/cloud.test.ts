import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { PublishCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createManualClock } from '../../local/clock.ts';
import type { Call } from '../../local/observer.ts';
import { scratch, startTestCloud } from './cloud-under-test.ts';
import { synthFixture } from './fixture/stack.ts';

const start = Date.parse('2026-03-02T08:00:00.000Z');
const minute = 60_000;
const { path, remove } = scratch();
const clock = createManualClock(start);
const calls: Call[] = [];
let cloud: Awaited<ReturnType<typeof startTestCloud>>;
let assembly: string;

beforeAll(async () => {
  assembly = synthFixture(path);
  cloud = await startTestCloud({ assembly, data: join(path, 'data'), clock, onCall: (call) => calls.push(call) });
});
afterAll(async () => {
  await cloud.close();
  remove();
});

const tableNamed = (part: string) => cloud.spec.tables.find(({ name }) => name.includes(part))?.name;
const logged = async (pk: string) =>
  (await cloud.dynamodb.send(new GetItemCommand({ TableName: tableNamed('LogTable'), Key: { pk: { S: pk } } }))).Item;
const note = (id: string, text = 'plain', group = 'g') => cloud.post('/notes', { id, text, group });

test('a route runs its function with the claims of the token and the engine time', async () => {
  const response = await note('n1');
  expect(response.status).toBe(201);
  expect(response.headers.get('location')).toBe('/notes/n1');
  expect(await response.json()).toEqual({ id: 'n1', at: '2026-03-02T08:00:00.000Z', author: 'officer-1' });
  expect(await (await cloud.get('/notes/n1')).json()).toMatchObject({ text: { S: 'plain' } });
});

test('an answer that is no response becomes the body of a 200, and path parameters are decoded', async () => {
  await note('a b/c');
  const response = await cloud.get('/notes/a%20b%2Fc');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ pk: { S: 'a b/c' } });
});

test('without a token, with a foreign one, or after it expired: 401', async () => {
  const unauthorized = async (authorization?: string) => {
    const response = await fetch(`${cloud.url}/notes/n1`, { headers: authorization ? { authorization } : {} });
    return [response.status, await response.json()];
  };
  const refusal = [401, { message: 'Unauthorized' }];
  expect(await unauthorized()).toEqual(refusal);
  expect(await unauthorized('Bearer not-a-token')).toEqual(refusal);
  expect(await unauthorized(`Bearer ${cloud.token.slice(0, -6)}AAAAAA`)).toEqual(refusal);
});

test('open routes need no token; query and environment arrive', async () => {
  const answer = await cloud.json('/open?a=1&a=2');
  expect(answer).toEqual({ time: start, query: 'a=1&a=2', env: 'from local-1' });
});

test('the outputs of the template are told as they resolve here', async () => {
  expect(await cloud.json('/local/outputs')).toEqual({ MachineArn: cloud.spec.machines[0]?.arn });
});

test('an unknown path is 404 and a body over 10 MB is 413', async () => {
  expect((await cloud.get('/nowhere')).status).toBe(404);
  const large = await fetch(`${cloud.url}/notes`, { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
  expect(large.status).toBe(413);
});

test('a function that throws or dies answers 500 and is there again for the next call', async () => {
  expect((await cloud.get('/throw')).status).toBe(500);
  expect((await cloud.get('/crash')).status).toBe(500);
  expect(cloud.errors.join('\n')).toMatch(/AskedFor[\s\S]*Runtime.ExitError/);
  expect((await cloud.get('/open')).status).toBe(200);
});

test('a function fails by the name of what it threw', async () => {
  const [api] = cloud.spec.functions;
  const event = { routeKey: 'GET /throw' };
  expect(await cloud.invoke(api?.logicalId ?? '', event)).toMatchObject({ ok: false, error: 'AskedFor' });
});

test('a write reaches the stream consumer once its filter lets it through', async () => {
  await note('s1');
  await note('s2', 'quiet');
  await cloud.post('/notes/s1/touch', {});
  await cloud.idle();
  expect(await logged('s1')).toMatchObject({ seen: { S: 'INSERT' } });
  expect(await logged('s2')).toBeUndefined();
});

test('an index follows updates', async () => {
  await note('i1', 'plain', 'before');
  await cloud.post('/notes/i1/touch', {});
  const inGroup = async (group: string) =>
    (
      await cloud.dynamodb.send(
        new QueryCommand({
          TableName: tableNamed('NotesTable'),
          IndexName: 'byGroup',
          KeyConditionExpression: '#g = :g and pk = :pk',
          ExpressionAttributeNames: { '#g': 'group' },
          ExpressionAttributeValues: { ':g': { S: group }, ':pk': { S: 'i1' } },
        }),
      )
    ).Count;
  expect([await inGroup('before'), await inGroup('moved')]).toEqual([0, 1]);
});

test('a key is compared with no empty text, as DynamoDB refuses', async () => {
  const asked = (from: string) =>
    cloud.dynamodb.send(
      new QueryCommand({
        TableName: tableNamed('NotesTable'),
        IndexName: 'byGroup',
        KeyConditionExpression: '#g = :g and pk > :pk',
        ExpressionAttributeNames: { '#g': 'group' },
        ExpressionAttributeValues: { ':g': { S: 'moved' }, ':pk': { S: from } },
      }),
    );
  await expect(asked('')).rejects.toThrow(/cannot contain an empty string value. Key: pk/);
  expect(await asked(' ')).toMatchObject({ $metadata: { httpStatusCode: 200 } });
});

test('a record that cannot be handled is retried, set apart, and ends in the failure destination alone', async () => {
  await Promise.all([note('p1', 'poison'), ...Array.from({ length: 30 }, (_, index) => note(`p-good-${index}`))]);
  await cloud.idle();
  const scan = await cloud.dynamodb.send(new ScanCommand({ TableName: tableNamed('LogTable') }));
  expect(scan.Items?.filter(({ pk }) => pk?.S?.startsWith('p-good-'))).toHaveLength(30);
  const [failure, ...others] = cloud.failures.list();
  expect(others).toEqual([]);
  expect(failure).toMatchObject({
    destination: expect.stringContaining('RelayFailures'),
    records: [{ dynamodb: { Keys: { pk: { S: 'p1' } } } }],
  });
  expect(await cloud.json('/local/failures')).toEqual([failure]);
});

test('a consumer starts a machine, the machine calls a function, the function sends an SMS', async () => {
  await note('m1', 'machine');
  await cloud.idle();
  const stateMachineArn = cloud.spec.machines[0]?.arn;
  const { executions } = await cloud.stepfunctions.send(new ListExecutionsCommand({ stateMachineArn }));
  const { executionArn } = executions?.[0] ?? {};
  await expect
    .poll(async () => (await cloud.stepfunctions.send(new DescribeExecutionCommand({ executionArn }))).status)
    .toBe('SUCCEEDED');
  const sms = { phone: '+8613800000000', message: 'note m1', at: '2026-03-02T08:00:00.000Z' };
  expect(await cloud.json('/local/sms?limit=1')).toMatchObject([sms]);
});

test('a schedule runs when the clock gets there, with the engine time, and not before', async () => {
  const count = async () => Number((await logged('schedule'))?.calls?.N ?? 0);
  clock.advanceTo(start + minute - 1);
  await cloud.idle();
  expect(await count()).toBe(0);
  clock.advanceTo(start + minute);
  await cloud.idle();
  clock.advanceTo(start + 2 * minute);
  await cloud.idle();
  expect(await count()).toBe(2);
  expect((await logged('schedule'))?.lastAt?.S).toBe('2026-03-02T08:02:00.000Z');
});

test('SNS takes what it should, refuses what it must, and fails when a test says so', async () => {
  const publish = (PhoneNumber: string) => cloud.sns.send(new PublishCommand({ PhoneNumber, Message: 'a <b> & c' }));
  expect((await publish('+8613900000001')).MessageId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await cloud.json('/local/sms?limit=1')).toMatchObject([{ message: 'a <b> & c' }]);
  await expect(publish('139')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const topic = { TopicArn: cloud.spec.topics[0]?.arn, Message: 'alarm' };
  expect((await cloud.sns.send(new PublishCommand(topic))).MessageId).toBeDefined();
  cloud.sms.failWith(() => ({ status: 400, code: 'OptedOut', message: 'this phone takes no messages' }));
  await expect(publish('+8613900000001')).rejects.toMatchObject({ name: 'OptedOutException' });
  cloud.sms.failWith(() => undefined);
});

test('every call of an embedded service is observed with who made it', () => {
  const [api, tick, relay] = cloud.spec.functions.map(({ logicalId }) => logicalId);
  const seen = new Set(calls.map(({ service, action, principal }) => `${principal} ${service}:${action}`));
  expect(seen).toContain(`${api} dynamodb:PutItem`);
  expect(seen).toContain(`${relay} states:StartExecution`);
  expect(seen).toContain(`${tick} sns:Publish`);
  expect(seen).toContain(`${cloud.spec.machines[0]?.roleArn} lambda:InvokeFunction`);
  expect(calls.map(({ resource }) => resource)).toContain(`${cloud.spec.tables[0]?.arn}/index/byGroup`);
});

test('what functions print is in their log files', async () => {
  const file = join(path, 'data/logs', `${cloud.spec.functions[0]?.name}.log`);
  await expect.poll(() => readFileSync(file, 'utf8')).toMatch(/noted n1/);
});

test('the tokens of an expired login are refused', async () => {
  clock.advanceTo(start + 13 * 60 * minute);
  expect((await cloud.get('/notes/n1')).status).toBe(401);
});
