import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import { PublishCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createManualClock } from '../../local/clock.ts';
import { client, scratch, startTestCloud } from './cloud-under-test.ts';
import { synthFixture } from './fixture/stack.ts';

const { path, remove } = scratch();
const children: ChildProcess[] = [];
let assembly: string;

beforeAll(() => {
  assembly = synthFixture(join(path, 'plain'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  remove();
});

test('data, key and messages are there after a restart, and a token still holds', async () => {
  const options = {
    assembly,
    data: join(path, 'restart'),
    clock: createManualClock(Date.parse('2026-03-02T08:00:00Z')),
  };
  const first = await startTestCloud(options);
  await first.post('/notes', { id: 'kept', text: 'plain', group: 'g' });
  await first.sns.send(new PublishCommand({ PhoneNumber: '+8613900000001', Message: 'kept' }));
  await first.idle();
  await first.close();

  const second = await startTestCloud(options);
  const response = await fetch(`${second.url}/notes/kept`, { headers: { authorization: `Bearer ${first.token}` } });
  expect(await response.json()).toMatchObject({ text: { S: 'plain' } });
  expect(await second.json('/local/sms')).toMatchObject([{ message: 'kept' }]);
  await second.close();
});

test('a schedule that came due while away runs once at the start', async () => {
  const clock = createManualClock(Date.parse('2026-03-02T08:00:00Z'));
  const calls: string[] = [];
  const onCall = ({ action }: { action: string }) => calls.push(action);
  const options = { assembly, data: join(path, 'away'), clock, onCall };
  await (await startTestCloud(options)).close();
  clock.advanceTo(clock.now() + 3 * 3_600_000);
  const cloud = await startTestCloud(options);
  await new Promise((resolve) => setImmediate(resolve));
  await cloud.idle();
  await cloud.close();
  expect(calls.filter((action) => action === 'UpdateItem')).toHaveLength(1);
});

test('killed in a busy moment, it loses no acknowledged write and no index differs from its table', async () => {
  const data = join(path, 'killed');
  const { child, url } = await runChild(data);
  const outside = await client(url);
  const acknowledged: string[] = [];
  const writers = Array.from({ length: 10 }, async (_, writer) => {
    for (let count = 0; child.exitCode === null && child.signalCode === null; count++) {
      const id = `${writer}-${count}`;
      const response = await outside
        .post('/notes', { id, text: 'plain', group: `g${count % 7}` })
        .catch(() => undefined);
      if (response?.status === 201) acknowledged.push(id);
      const moved = await outside.post(`/notes/${id}/touch`, {}).catch(() => undefined);
      if (acknowledged.length > 150 || !moved) child.kill('SIGKILL');
    }
  });
  await Promise.all(writers);

  const again = await runChild(data);
  const { dynamodb, json, post } = await client(again.url);
  const names = { table: '', log: '' };
  for (const name of await tableNames(dynamodb)) names[name.includes('LogTable') ? 'log' : 'table'] = name;
  const items = await scan(dynamodb, names.table);
  expect(acknowledged.filter((id) => !items.has(id))).toEqual([]);
  expect(await scan(dynamodb, names.table, 'byGroup')).toEqual(items);
  expect((await post('/notes', { id: 'after', text: 'plain', group: 'g' })).status).toBe(201);
  expect(await json('/local/functions')).toContainEqual(expect.objectContaining({ threads: 1 }));
  again.child.kill('SIGTERM');
});

test('a second process is kept off the data, and a dead one is not', async () => {
  const data = join(path, 'locked');
  const cloud = await startTestCloud({ assembly, data });
  await expect(startTestCloud({ assembly, data })).rejects.toThrow(`${data} is in use by process ${process.pid}`);
  await cloud.close();
  const { child } = await runChild(join(path, 'locked'));
  await expect(startTestCloud({ assembly, data })).rejects.toThrow(`in use by process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await startTestCloud({ assembly, data })).close();
});

test('what cannot be run is refused at the start, by name', async () => {
  const withStream = synthFixture(join(path, 'stream'), { stream: true });
  await expect(startTestCloud({ assembly: withStream, data: join(path, 'refused') })).rejects.toThrow(
    /Clicks\w* is of type AWS::Kinesis::Stream, which the embedded cloud does not run/,
  );
  const file = join(synthFixture(join(path, 'filter')), 'Notes.template.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('anything-but', 'wildcard'));
  await expect(startTestCloud({ assembly: join(file, '..'), data: join(path, 'refused') })).rejects.toThrow(
    'the stream filter matcher "wildcard" is not known to the embedded cloud',
  );
});

test('an index added to a table with data is refused with the remedy', async () => {
  const data = join(path, 'index');
  await (await startTestCloud({ assembly, data })).close();
  const wider = synthFixture(join(path, 'wider'), { extraIndex: true });
  await expect(startTestCloud({ assembly: wider, data })).rejects.toThrow(
    /byAuthor\(author\) ALL.*another --data directory/,
  );
});

async function runChild(data: string) {
  const script = join(import.meta.dirname, 'run-cloud.ts');
  const child = spawn(process.execPath, [script, assembly, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [url] = await once(createInterface(child.stdout), 'line');
  return { child, url: String(url) };
}

type Dynamo = Awaited<ReturnType<typeof client>>['dynamodb'];

async function tableNames(dynamodb: Dynamo): Promise<string[]> {
  const { ListTablesCommand } = await import('@aws-sdk/client-dynamodb');
  return (await dynamodb.send(new ListTablesCommand())).TableNames ?? [];
}

async function scan(client: Dynamo, TableName: string, IndexName?: string) {
  const items = new Map<string, Record<string, AttributeValue>>();
  for await (const { Items } of paginateScan({ client }, { TableName, IndexName })) {
    for (const item of Items ?? []) items.set(item.pk?.S ?? '', item);
  }
  return items;
}
