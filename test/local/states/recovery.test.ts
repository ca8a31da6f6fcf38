import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { FunctionError, Held, HOLD, hold, INVOKE, rig, START } from './support.ts';

const task = (more: object) => ({
  Type: 'Task',
  Resource: INVOKE,
  Parameters: { FunctionName: 'work' },
  End: true,
  ...more,
});
const one = (state: object) => ({ StartAt: 'One', States: { One: state } });
const caught = (state: object, errors: string[], resultPath?: string | null) => ({
  StartAt: 'One',
  States: {
    One: { ...state, Catch: [{ ErrorEquals: errors, ResultPath: resultPath, Next: 'Caught' }] },
    Caught: { Type: 'Pass', End: true },
  },
});
const fails = (name: string) => ({
  work: () => {
    throw new FunctionError(name);
  },
});
const cause = (errorType: string) => JSON.stringify({ errorType, errorMessage: 'it failed' });

test('a function error nobody catches fails the execution by its name', async () => {
  await using cloud = await rig(fails('Broken'));
  const executionArn = await cloud.run(one(task({})));
  expect(await cloud.describe(executionArn)).toEqual({
    status: 'FAILED',
    output: undefined,
    error: 'Broken',
    cause: cause('Broken'),
  });
  expect((await cloud.history(executionArn)).map(({ type }) => type).slice(-2)).toEqual([
    'TaskFailed',
    'ExecutionFailed',
  ]);
});

test.each([
  { error: 'Broken', errors: ['Broken'], matched: true },
  { error: 'Broken', errors: ['Other', 'Broken'], matched: true },
  { error: 'Broken', errors: ['Other'], matched: false },
  { error: 'Broken', errors: ['States.TaskFailed'], matched: true },
  { error: 'Broken', errors: ['States.ALL'], matched: true },
  { error: 'Broken', errors: ['States.Timeout'], matched: false },
  { error: 'States.Timeout', errors: ['States.TaskFailed'], matched: false },
  { error: 'States.Timeout', errors: ['States.Timeout'], matched: true },
  { error: 'States.Timeout', errors: ['States.ALL'], matched: true },
  { error: 'States.HeartbeatTimeout', errors: ['States.Timeout'], matched: true },
  { error: 'States.HeartbeatTimeout', errors: ['States.HeartbeatTimeout'], matched: true },
  { error: 'States.Runtime', errors: ['States.ALL'], matched: false },
  { error: 'States.DataLimitExceeded', errors: ['States.ALL'], matched: false },
  { error: 'States.DataLimitExceeded', errors: ['States.DataLimitExceeded'], matched: true },
])('$error and Catch of $errors: $matched', async ({ error, errors, matched }) => {
  await using cloud = await rig(fails(error));
  const executionArn = await cloud.run(caught(task({}), errors));
  const seen = await cloud.describe(executionArn);
  expect(seen.status).toBe(matched ? 'SUCCEEDED' : 'FAILED');
  expect(matched ? seen.output : seen.error).toEqual(matched ? { Error: error, Cause: cause(error) } : error);
});

test('a function that returns more than 256 KiB fails its task', async () => {
  await using cloud = await rig({ work: () => 'x'.repeat(262_144) });
  const executionArn = await cloud.run(caught(task({}), ['States.ALL']));
  expect(await cloud.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
});

test('Catch places the error as ResultPath says', async () => {
  await using cloud = await rig(fails('Broken'));
  const placed = await cloud.run(caught(task({}), ['States.ALL'], '$.e'), { a: 1 });
  expect((await cloud.describe(placed)).output).toEqual({ a: 1, e: { Error: 'Broken', Cause: cause('Broken') } });
  const discarded = await cloud.run(caught(task({}), ['States.ALL'], null), { a: 1 });
  expect((await cloud.describe(discarded)).output).toEqual({ a: 1 });
});

test('Retry waits longer each time, up to its limit, then Catch has its turn', async () => {
  const calls: number[] = [];
  const retries: unknown[] = [];
  await using cloud = await rig({
    work: (payload) => {
      calls.push((cloud.time.clock.now() - START) / 1000);
      retries.push(payload);
      throw new FunctionError('Broken');
    },
  });
  const retrier = { ErrorEquals: ['Broken'], IntervalSeconds: 10, MaxAttempts: 4, BackoffRate: 3, MaxDelaySeconds: 60 };
  const parameters = { FunctionName: 'work', 'Payload.$': '$$.State.RetryCount' };
  const state = task({ Parameters: parameters, Retry: [{ ErrorEquals: ['Other'] }, retrier] });
  const executionArn = await cloud.run(caught(state, ['States.ALL'], null), { a: 1 });
  await cloud.time.by(3600_000);
  expect(calls).toEqual([0, 10, 40, 100, 160]);
  expect(retries).toEqual([0, 1, 2, 3, 4]);
  expect(await cloud.describe(executionArn)).toEqual({ status: 'SUCCEEDED', output: { a: 1 } });
});

test('a retried token task gets a new token, and the old one is over', async () => {
  const tokens: string[] = [];
  await using cloud = await rig({
    hold: (payload) => {
      tokens.push(Held.parse(payload).token);
      if (tokens.length === 1) throw new FunctionError('Broken');
    },
  });
  const executionArn = await cloud.run(one(hold({}, { Retry: [{ ErrorEquals: ['States.TaskFailed'] }], End: true })));
  await cloud.time.by(1000);
  expect(tokens).toHaveLength(2);
  const send = (taskToken = '') => cloud.client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
  await expect(send(tokens[0])).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  await send(tokens[1]);
  expect(await cloud.describe(executionArn)).toEqual({ status: 'SUCCEEDED', output: 1 });
});

test('SendTaskFailure fails the task with its error and cause', async () => {
  const tokens: string[] = [];
  await using cloud = await rig({ hold: (payload) => tokens.push(Held.parse(payload).token) });
  const executionArn = await cloud.run(caught(hold({}, { End: true }), ['Withdrawn']));
  await cloud.client.send(new SendTaskFailureCommand({ taskToken: tokens[0], error: 'Withdrawn', cause: 'by phone' }));
  expect((await cloud.describe(executionArn)).output).toEqual({ Error: 'Withdrawn', Cause: 'by phone' });
});

test('heartbeats keep a task alive; a missed one ends it', async () => {
  const tokens: string[] = [];
  await using cloud = await rig({ hold: (payload) => tokens.push(Held.parse(payload).token) });
  const state = hold({ HeartbeatSecondsPath: '$.beat', TimeoutSeconds: 1000 }, { End: true });
  const executionArn = await cloud.run(caught(state, ['States.HeartbeatTimeout']), { beat: 60 });
  for (let beats = 0; beats < 5; beats++) {
    await cloud.time.by(59_999);
    await cloud.client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
  }
  await cloud.time.by(59_999);
  expect((await cloud.describe(executionArn)).status).toBe('RUNNING');
  await cloud.time.by(1);
  expect((await cloud.describe(executionArn)).output).toEqual({ Error: 'States.HeartbeatTimeout', Cause: '' });
  const late = cloud.client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
  await expect(late).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
});

test('a function that takes too long times out, and what it answers later is not heard', async () => {
  let finish = () => {};
  await using cloud = await rig({
    work: () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  });
  const executionArn = await cloud.run(caught(task({ TimeoutSeconds: 5 }), ['States.Timeout']));
  await cloud.time.by(5000);
  finish();
  await cloud.time.settle();
  expect(await cloud.describe(executionArn)).toEqual({
    status: 'SUCCEEDED',
    output: { Error: 'States.Timeout', Cause: '' },
  });
});

test.each([0, -1, 1.5, '60', null, 100_000_000])('TimeoutSecondsPath of %j fails the execution', async (seconds) => {
  await using cloud = await rig({ hold: () => null });
  const state = hold({ TimeoutSecondsPath: '$.seconds' }, { End: true });
  const executionArn = await cloud.run(caught(state, ['States.ALL']), { seconds });
  expect(await cloud.describe(executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: expect.stringContaining('TimeoutSecondsPath'),
  });
});

test.each<[name: string, state: object, error: string]>([
  ['a missing path', { Type: 'Pass', Parameters: { 'x.$': '$.b' }, End: true }, 'States.Runtime'],
  ['a missing InputPath', { Type: 'Pass', InputPath: '$.b', End: true }, 'States.Runtime'],
  [
    'a ResultPath through a text',
    { Type: 'Pass', Result: 1, ResultPath: '$.a.b', End: true },
    'States.ResultPathMatchFailure',
  ],
  [
    'a text that is no JSON',
    { Type: 'Pass', Parameters: { 'x.$': 'States.StringToJson($.a)' }, End: true },
    'States.IntrinsicFailure',
  ],
  [
    'too few places',
    { Type: 'Pass', Parameters: { 'x.$': "States.Format('{}', 1, 2)" }, End: true },
    'States.IntrinsicFailure',
  ],
  [
    'no choice that fits',
    { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'End' }] },
    'States.NoChoiceMatched',
  ],
  [
    'a missing variable',
    { Type: 'Choice', Choices: [{ Variable: '$.b', NumericEquals: 1, Next: 'End' }] },
    'States.Runtime',
  ],
  [
    'items that are no list',
    { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true },
    'States.Runtime',
  ],
  ['a wait for no time', { Type: 'Wait', SecondsPath: '$.a', End: true }, 'States.Runtime'],
  ['a wait for no instant', { Type: 'Wait', TimestampPath: '$.a', End: true }, 'States.Runtime'],
  ['Fail', { Type: 'Fail', Error: 'Mine', CausePath: '$.a' }, 'Mine'],
])('%s fails the execution', async (_, state, error) => {
  await using cloud = await rig();
  const reachable = 'Choices' in state ? { End: { Type: 'Succeed' } } : {};
  const executionArn = await cloud.run({ StartAt: 'One', States: { One: state, ...reachable } }, { a: 'text' });
  expect(await cloud.describe(executionArn)).toMatchObject({ status: 'FAILED', error });
});

test('an iteration that fails ends its siblings; the Map retries as a whole, then catches', async () => {
  const calls: unknown[] = [];
  await using cloud = await rig({
    hold: (payload) => {
      calls.push(payload);
      if (payload === 'bad') throw new FunctionError('Broken');
    },
  });
  const iteration = { Type: 'Task', Resource: HOLD, Parameters: { FunctionName: 'hold', 'Payload.$': '$' }, End: true };
  const map = {
    Type: 'Map',
    ItemProcessor: { StartAt: 'Held', States: { Held: iteration } },
    Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
    End: true,
  };
  const executionArn = await cloud.run(caught(map, ['Broken']), ['good', 'bad', 'fine']);
  await cloud.time.by(1000);
  expect(calls).toEqual(['good', 'bad', 'fine', 'good', 'bad', 'fine']);
  expect((await cloud.describe(executionArn)).output).toEqual({ Error: 'Broken', Cause: cause('Broken') });
  const types = (await cloud.history(executionArn)).map(({ type }) => type);
  const count = (name: string) => types.filter((type) => type === name).length;
  expect([count('MapIterationFailed'), count('MapIterationAborted'), count('MapStateFailed')]).toEqual([2, 4, 2]);
  expect(cloud.states.stats()).toEqual({ running: 0, waiting: 0 });
  expect(cloud.time.alarms()).toBe(0);
});

test('a machine times out as a whole', async () => {
  await using cloud = await rig({ hold: () => null });
  const executionArn = await cloud.run({ ...one(hold({}, { End: true })), TimeoutSeconds: 30 });
  await cloud.time.by(29_999);
  expect((await cloud.describe(executionArn)).status).toBe('RUNNING');
  await cloud.time.by(1);
  expect(await cloud.describe(executionArn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  expect((await cloud.history(executionArn)).at(-1)?.type).toBe('ExecutionTimedOut');
  expect(cloud.time.alarms()).toBe(0);
});

test('a stopped execution is aborted, and its token over', async () => {
  const tokens: string[] = [];
  await using cloud = await rig({ hold: (payload) => tokens.push(Held.parse(payload).token) });
  const executionArn = await cloud.run(one(hold({}, { End: true })));
  await cloud.client.send(new StopExecutionCommand({ executionArn, error: 'Replaced', cause: 'by another' }));
  const again = await cloud.client.send(new StopExecutionCommand({ executionArn, error: 'Twice' }));
  expect(again.stopDate).toEqual(new Date(START));
  expect(await cloud.describe(executionArn)).toMatchObject({
    status: 'ABORTED',
    error: 'Replaced',
    cause: 'by another',
  });
  const late = cloud.client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
  await expect(late).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  expect(cloud.time.alarms()).toBe(0);
});

test('a machine that goes round for ever is stopped at 25,000 events', async () => {
  await using cloud = await rig();
  const states = {
    Ping: { Type: 'Choice', Choices: [{ Variable: '$.end', IsPresent: true, Next: 'End' }], Default: 'Pong' },
    Pong: { Type: 'Pass', Next: 'Ping' },
    End: { Type: 'Succeed' },
  };
  const executionArn = await cloud.run({ StartAt: 'Ping', States: states });
  expect(await cloud.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
});
