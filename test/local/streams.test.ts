import { expect, test } from 'vitest';
import type { Result } from '../../local/function-thread.ts';
import { createStreamFeed, type Failure } from '../../local/stream-feed.ts';
import { createFilter } from '../../local/stream-filter.ts';
import type { MappingSpec } from '../../local/template.ts';

const record = {
  eventName: 'INSERT',
  size: 5,
  dynamodb: { NewImage: { kind: { S: 'case' }, tags: { SS: ['a', 'b'] } } },
};

// Each row: pattern, whether the record above passes.
test.each([
  [{ eventName: ['INSERT', 'MODIFY'] }, true],
  [{ eventName: ['REMOVE'] }, false],
  [{ dynamodb: { NewImage: { kind: { S: [{ prefix: 'ca' }] } } } }, true],
  [{ dynamodb: { NewImage: { kind: { S: [{ suffix: 'x' }] } } } }, false],
  [{ dynamodb: { NewImage: { outbox: [{ exists: true }] } } }, false],
  [{ dynamodb: { NewImage: { outbox: { L: [{ exists: false }] } } } }, true],
  [{ dynamodb: { OldImage: { kind: { S: ['case'] } } } }, false],
  [{ dynamodb: { NewImage: { kind: { S: [{ 'anything-but': ['case'] }] } } } }, false],
  [{ dynamodb: { NewImage: { tags: { SS: ['b'] } } } }, true],
  [{ size: [{ numeric: ['>', 4, '<=', 5] }] }, true],
  [{ size: [{ numeric: ['<', 5] }] }, false],
  [{ eventName: ['INSERT'], size: [6] }, false],
])('filter %j: %s', (pattern, passes) => {
  expect(createFilter([JSON.stringify(pattern)])(record)).toBe(passes);
});

test('no pattern lets all through, one of several is enough, an unknown matcher is named', () => {
  expect(createFilter([])(record)).toBe(true);
  expect(createFilter(['{"size":[9]}', '{"size":[5]}'])(record)).toBe(true);
  expect(() => createFilter(['{"size":[{"cidr":"10.0.0.0/8"}]}'])).toThrow('"cidr"');
});

const mapping: MappingSpec = {
  logicalId: 'm',
  arn: 'm',
  name: 'm',
  EventSourceArn: 'table/stream/local',
  functionArn: 'f',
  Enabled: true,
  BatchSize: 10,
  BisectBatchOnFunctionError: false,
  MaximumRetryAttempts: 2,
  FunctionResponseTypes: [],
};

function feedInto(handle: (texts: string[], call: number) => Result, overrides: Partial<MappingSpec> = {}) {
  const batches: string[][] = [];
  const failures: Failure[] = [];
  const pauses: number[] = [];
  const feed = createStreamFeed({
    mappings: [{ ...mapping, ...overrides }],
    async invoke(_, payload) {
      const texts: string[] = JSON.parse(payload).Records;
      batches.push(texts);
      return handle(texts, batches.length);
    },
    onFailure: (failure) => failures.push(failure),
    pause: async (ms) => void pauses.push(ms),
  });
  const add = (...texts: string[]) => {
    for (const text of texts) feed.add('m', { key: 'same', sequence: text, json: JSON.stringify(text) });
    return feed.idle();
  };
  return { add, batches, failures, pauses };
}

const well: Result = { ok: true, payload: null };
const badly: Result = { ok: false, error: 'Broken', cause: 'on purpose' };
const reported = (...items: string[]): Result => ({
  ok: true,
  payload: { batchItemFailures: items.map((itemIdentifier) => ({ itemIdentifier })) },
});

test('records of a key come in order and in batches no larger than asked', async () => {
  const { add, batches } = feedInto(() => well, { BatchSize: 2 });
  await add('1', '2', '3');
  expect(batches).toEqual([['1', '2'], ['3']]);
});

test('a failed batch is retried with growing pauses, then handed to the failure destination', async () => {
  const { add, batches, failures, pauses } = feedInto(() => badly);
  await add('1', '2');
  expect(batches).toHaveLength(3);
  expect(pauses).toEqual([100, 200]);
  expect(failures).toMatchObject([
    { mapping: 'm', error: 'Broken: on purpose', records: [{ sequence: '1' }, { sequence: '2' }] },
  ]);
});

test('without a limit it is tried until it succeeds', async () => {
  const { add, failures } = feedInto((_, call) => (call < 50 ? badly : well), { MaximumRetryAttempts: -1 });
  await add('1');
  expect(failures).toEqual([]);
});

test('bisecting on error leaves only the bad record behind', async () => {
  const { add, failures } = feedInto((texts) => (texts.includes('3') ? badly : well), {
    BisectBatchOnFunctionError: true,
  });
  await add('1', '2', '3', '4', '5');
  expect(failures.flatMap(({ records }) => records.map(({ sequence }) => sequence))).toEqual(['3']);
});

test('after reported item failures only the rest from the first of them comes again', async () => {
  const { add, batches } = feedInto((_, call) => (call === 1 ? reported('3', '2') : well), {
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  await add('1', '2', '3');
  expect(batches).toEqual([
    ['1', '2', '3'],
    ['2', '3'],
  ]);
});
