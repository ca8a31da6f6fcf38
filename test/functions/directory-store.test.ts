import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directoryStore } from '../../functions/shell/directory-store.ts';
import { EmptyDirectory } from '../../functions/shell/empty-directory.ts';
import { aCategory, aDirectory } from '../domain/directory/directories.ts';
import { aDirectoryTable, table } from './directory-table.ts';

const at = '2026-02-13T10:30:00.000Z';
let engine: Awaited<ReturnType<typeof aDirectoryTable>>;
let district: string;
let clock: number;
let tags = 0;

beforeAll(async () => {
  engine = await aDirectoryTable();
});
afterAll(() => engine.close());
beforeEach((context) => {
  district = context.task.id;
  clock = 0;
  engine.calls.length = 0;
});

const aStore = () =>
  directoryStore(
    engine.client,
    table,
    district,
    () => `tag-${++tags}`,
    () => clock,
  );

const first = aDirectory();
const second = aDirectory({ categories: [aCategory({ name: '路灯故障' })] });

describe('the newest directory', () => {
  it('throws EmptyDirectory before the first put, and finds the first put afterwards', async () => {
    const store = aStore();
    await expect(store.current()).rejects.toThrow(EmptyDirectory);
    expect(await store.peek()).toBeUndefined();
    expect(await store.put(first, 0, 'li', at)).toEqual({ ok: true, revision: 1 });
    const directory = await store.current();
    expect(directory.revision).toBe(1);
    expect(directory.district).toBe(district);
    expect(directory.documents).toEqual(first);
    expect(await store.peek()).toMatchObject({ revision: 1, by: 'li', at, versions: { units: 1, calendars: 1 } });
  });

  it('writes and fetches only the documents that changed', async () => {
    const [writer, reader] = [aStore(), aStore()];
    await writer.put(first, 0, 'li', at);
    await reader.current();
    engine.calls.length = 0;
    await writer.put(second, 1, 'li', at);
    expect(engine.calls.filter((call) => call === 'PutItemCommand')).toHaveLength(3);
    expect((await writer.peek())?.versions).toMatchObject({ units: 1, categories: 2 });
    engine.calls.length = 0;
    clock = 60_001;
    expect((await reader.current()).category('road').name).toBe('路灯故障');
    expect(engine.calls).toEqual(['GetItemCommand', 'GetItemCommand']);
  });

  it('makes no revision of documents that are the same', async () => {
    const store = aStore();
    await store.put(first, 0, 'li', at);
    expect(await store.put(aDirectory(), 1, 'wang', at)).toEqual({ ok: true, revision: 1 });
    expect((await store.peek())?.by).toBe('li');
  });

  it('is read once for callers at the same time, and not again for five seconds', async () => {
    await aStore().put(first, 0, 'li', at);
    const store = aStore();
    engine.calls.length = 0;
    const [one, two] = await Promise.all([store.current(), store.current()]);
    expect(one).toBe(two);
    expect(engine.calls).toHaveLength(6);
    clock = 5_000;
    expect(await store.current()).toBe(one);
    expect(engine.calls).toHaveLength(6);
  });

  it('is answered stale while the next one loads, for a minute at most', async () => {
    const [writer, reader] = [aStore(), aStore()];
    await writer.put(first, 0, 'li', at);
    await reader.current();
    await writer.put(second, 1, 'li', at);
    clock = 5_001;
    expect((await reader.current()).revision).toBe(1);
    await expect.poll(async () => (await reader.current()).revision).toBe(2);
    await writer.put(first, 2, 'li', at);
    clock = 120_000;
    expect((await reader.current()).revision).toBe(3);
  });

  it('is seen at once by the store that put it', async () => {
    const store = aStore();
    await store.put(first, 0, 'li', at);
    await store.current();
    await store.put(second, 1, 'li', at);
    expect((await store.current()).revision).toBe(2);
  });
});

describe('writers at the same time', () => {
  it('lets exactly one of them win and leaves its documents whole', async () => {
    const stores = Array.from({ length: 5 }, aStore);
    const sets = stores.map((_, index) => aDirectory({ categories: [aCategory({ name: `第${index}类` })] }));
    const answers = await Promise.all(
      stores.map((store, index) => store.put(sets[index] ?? first, 0, `w${index}`, at)),
    );
    const winner = answers.findIndex(({ ok }) => ok);
    expect(answers.map(({ ok }) => ok).filter(Boolean)).toHaveLength(1);
    expect(answers.every(({ revision }) => revision === 1)).toBe(true);
    expect((await aStore().current()).documents).toEqual(sets[winner]);
  });

  it('refuses a put that expects another revision, telling the newest', async () => {
    const store = aStore();
    await store.put(first, 0, 'li', at);
    expect(await store.put(second, 0, 'wang', at)).toEqual({ ok: false, revision: 1 });
    expect(await store.put(second, 7, 'wang', at)).toEqual({ ok: false, revision: 1 });
    expect((await aStore().current()).documents).toEqual(first);
  });

  it('is not confused by a put that was cut off before the head moved', async () => {
    const store = aStore();
    await store.put(first, 0, 'li', at);
    const pk = { S: `D#${district}` };
    await engine.client.send(
      new PutItemCommand({ TableName: table, Item: { pk, sk: { S: 'DOC#units#00000002#lost#1' } } }),
    );
    const head = await engine.client.send(new GetItemCommand({ TableName: table, Key: { pk, sk: { S: 'HEAD' } } }));
    await engine.client.send(
      new PutItemCommand({ TableName: table, Item: { ...head.Item, pk, sk: { S: 'REV#00000001' } } }),
    );
    expect(await store.put(second, 1, 'li', at)).toEqual({ ok: true, revision: 2 });
    expect((await aStore().at(1)).documents).toEqual(first);
    expect((await aStore().current()).documents).toEqual(second);
  });

  it('takes its own write for a success when the answer to it was lost', async () => {
    const store = aStore();
    let lost = false;
    engine.client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const head = JSON.stringify(args.input).includes('"HEAD"') && 'Item' in args.input;
        if (!head || lost) return answer;
        lost = true;
        return next(args);
      },
      { step: 'initialize', name: 'lose', priority: 'low' },
    );
    const answer = await store.put(first, 0, 'li', at);
    engine.client.middlewareStack.remove('lose');
    expect(lost).toBe(true);
    expect(answer).toEqual({ ok: true, revision: 1 });
  });
});

describe('past revisions', () => {
  it('are kept, and say so when there never was one', async () => {
    const store = aStore();
    await store.put(first, 0, 'li', at);
    await store.put(second, 1, 'li', at);
    await store.put(first, 2, 'li', at);
    expect((await aStore().at(1)).documents).toEqual(first);
    expect((await aStore().at(2)).documents).toEqual(second);
    expect((await aStore().at(3)).revision).toBe(3);
    await expect(store.at(9)).rejects.toThrow('revision 9');
  });
});

describe('a large document', () => {
  it('is kept in several parts', async () => {
    let seed = 1;
    const digit = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const ring = Array.from({ length: 199 }, (): [number, number] => [digit() * 100, digit() * 50]);
    const boundary = [...ring, ring[0] ?? [0, 0]] satisfies [number, number][];
    const [root, ...others] = first.units;
    if (!root) throw new Error('no root');
    const many = Array.from({ length: 300 }, (_, n) => ({
      id: `town-${n}`,
      name: '镇',
      level: 'township' as const,
      parent: 'shawan',
      boundary,
    }));
    const random = many.map((unit) => ({
      ...unit,
      boundary: unit.boundary.map(([x]): [number, number] => [x * digit(), digit() * 50]),
    }));
    const documents = { ...first, units: [root, ...others, ...random] };
    await aStore().put(documents, 0, 'li', at);
    engine.calls.length = 0;
    expect((await aStore().current()).documents).toEqual(documents);
    expect(engine.calls.length).toBeGreaterThan(7);
  });
});
