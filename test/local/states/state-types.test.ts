import { expect, test } from 'vitest';
import { INVOKE, rig, START } from './support.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:double';

const call = (payload: unknown, more: object = {}) => ({
  Type: 'Task',
  Resource: INVOKE,
  Parameters: { FunctionName: 'double', Payload: payload },
  ...more,
});
const one = (state: object) => ({ StartAt: 'One', States: { One: { End: true, ...state } } });
const chooses = (rule: object) => ({
  StartAt: 'One',
  States: {
    One: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
    Yes: { Type: 'Pass', Result: true, End: true },
    No: { Type: 'Pass', Result: false, End: true },
  },
});

const functions = {
  double: (payload: unknown) => ({ doubled: Number(payload) * 2 }),
  item: (payload: unknown) => payload,
};

const ID = expect.stringMatching(/^arn:aws:states:eu-west-1:111122223333:execution:machine-1:/);

test.each<[name: string, definition: object, input: unknown, output: unknown]>([
  ['Pass passes its input on', one({ Type: 'Pass' }), { a: 1 }, { a: 1 }],
  [
    'Pass sets a result',
    one({ Type: 'Pass', Result: [1], ResultPath: '$.a.b' }),
    { a: { c: 2 } },
    { a: { b: [1], c: 2 } },
  ],
  ['Pass discards its result', one({ Type: 'Pass', Result: 1, ResultPath: null }), { a: 1 }, { a: 1 }],
  ['a result goes into an array', one({ Type: 'Pass', Result: 9, ResultPath: '$.a[1]' }), { a: [1, 2] }, { a: [1, 9] }],
  ['paths select in and out', one({ Type: 'Pass', InputPath: '$.a', OutputPath: '$.b[0]' }), { a: { b: [7] } }, 7],
  ['null paths give nothing', one({ Type: 'Pass', InputPath: null }), { a: 1 }, {}],
  ['quoted names are names', one({ Type: 'Pass', InputPath: '$[\'a b\']["c.d"]' }), { 'a b': { 'c.d': 1 } }, 1],
  ['names of prototypes are no values', chooses({ Variable: '$.constructor', IsPresent: true }), {}, false],
  [
    'Parameters are filled',
    one({
      Type: 'Pass',
      Parameters: { 'x.$': '$.a', y: { 'z.$': "States.Format('{} of {}', $.a, 'b')" }, w: ['$.a'] },
    }),
    { a: 1 },
    { x: 1, y: { z: '1 of b' }, w: ['$.a'] },
  ],
  [
    'JSON goes to text and back',
    one({ Type: 'Pass', Parameters: { 's.$': 'States.JsonToString($)', 'j.$': "States.StringToJson('[1, null]')" } }),
    { a: 1 },
    { s: '{"a":1}', j: [1, null] },
  ],
  [
    'a UUID is made',
    one({ Type: 'Pass', Parameters: { 'u.$': 'States.UUID()' } }),
    {},
    { u: expect.stringMatching(/^[\da-f-]{36}$/) },
  ],
  [
    'the context object is there',
    one({
      Type: 'Pass',
      Parameters: {
        'id.$': '$$.Execution.Id',
        'input.$': '$$.Execution.Input.a',
        'started.$': '$$.Execution.StartTime',
        'state.$': '$$.State.Name',
        'entered.$': '$$.State.EnteredTime',
        'retries.$': '$$.State.RetryCount',
        'machine.$': '$$.StateMachine.Name',
      },
    }),
    { a: 5 },
    {
      id: ID,
      input: 5,
      started: new Date(START).toISOString(),
      state: 'One',
      entered: new Date(START).toISOString(),
      retries: 0,
      machine: 'machine-1',
    },
  ],
  [
    'lambda:invoke answers with an envelope',
    one(call(4)),
    {},
    { ExecutedVersion: '$LATEST', Payload: { doubled: 8 }, StatusCode: 200 },
  ],
  [
    'a result is selected and placed',
    one({ ...call(4), ResultSelector: { 'd.$': '$.Payload.doubled' }, ResultPath: '$.r', OutputPath: '$.r.d' }),
    { a: 1 },
    8,
  ],
  [
    'a function is called by its ARN',
    one({ Type: 'Task', Resource: FUNCTION, InputPath: '$.a' }),
    { a: 3 },
    { doubled: 6 },
  ],
  ['Succeed selects its output', { StartAt: 'S', States: { S: { Type: 'Succeed', OutputPath: '$.a' } } }, { a: 1 }, 1],
  ['Wait for 0 seconds passes', one({ Type: 'Wait', Seconds: 0 }), { a: 1 }, { a: 1 }],
  [
    'Map runs over its items',
    one({
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'all.$': '$.k' },
      MaxConcurrency: 2,
      ResultPath: '$.out',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'Call',
        States: {
          Call: {
            Type: 'Task',
            Resource: INVOKE,
            Parameters: { FunctionName: 'item', 'Payload.$': '$' },
            OutputPath: '$.Payload',
            Next: 'Tag',
          },
          Tag: { Type: 'Pass', Parameters: { 'got.$': '$', 'item.$': '$$.Map.Item.Value' }, End: true },
        },
      },
    }),
    { items: ['a', 'b', 'c'], k: 1 },
    {
      items: ['a', 'b', 'c'],
      k: 1,
      out: ['a', 'b', 'c'].map((v, i) => ({ got: { v, i, all: 1 }, item: v })),
    },
  ],
  [
    'Map over nothing gives nothing',
    one({ Type: 'Map', Iterator: { StartAt: 'X', States: { X: { Type: 'Pass', End: true } } } }),
    [],
    [],
  ],
  [
    'Maps nest',
    one({
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Inner',
        States: {
          Inner: {
            Type: 'Map',
            ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { 'v.$': '$' }, End: true } } },
            End: true,
          },
        },
      },
    }),
    [[1, 2], [], [3]],
    [[{ v: 1 }, { v: 2 }], [], [{ v: 3 }]],
  ],
  [
    'Parallel runs its branches',
    one({
      Type: 'Parallel',
      Branches: [
        { StartAt: 'A', States: { A: { ...call(1), OutputPath: '$.Payload', End: true } } },
        { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } },
      ],
    }),
    { in: 1 },
    [{ doubled: 2 }, { in: 1 }],
  ],
  ['StringEquals', chooses({ Variable: '$.a', StringEquals: 'x' }), { a: 'x' }, true],
  ['StringEquals of another type', chooses({ Variable: '$.a', StringEquals: '1' }), { a: 1 }, false],
  ['StringLessThan', chooses({ Variable: '$.a', StringLessThan: 'b' }), { a: 'a' }, true],
  [
    'StringGreaterThanEqualsPath',
    chooses({ Variable: '$.a', StringGreaterThanEqualsPath: '$.b' }),
    { a: 'b', b: 'b' },
    true,
  ],
  ['StringMatches', chooses({ Variable: '$.a', StringMatches: 'log-*.t?t' }), { a: 'log-2026.t?t' }, true],
  ['StringMatches with a star itself', chooses({ Variable: '$.a', StringMatches: 'a\\*b' }), { a: 'axb' }, false],
  ['NumericEquals', chooses({ Variable: '$.a', NumericEquals: 1 }), { a: 1.0 }, true],
  ['NumericGreaterThan', chooses({ Variable: '$.a', NumericGreaterThan: 1 }), { a: 1 }, false],
  ['NumericLessThanEqualsPath', chooses({ Variable: '$.a', NumericLessThanEqualsPath: '$.b' }), { a: 1, b: 1 }, true],
  ['BooleanEquals', chooses({ Variable: '$.a', BooleanEquals: false }), { a: false }, true],
  ['BooleanEqualsPath', chooses({ Variable: '$.a', BooleanEqualsPath: '$.b' }), { a: false, b: true }, false],
  [
    'TimestampEquals over zones',
    chooses({ Variable: '$.a', TimestampEquals: '2026-01-01T08:00:00+08:00' }),
    { a: '2026-01-01T00:00:00Z' },
    true,
  ],
  [
    'TimestampLessThanPath',
    chooses({ Variable: '$.a', TimestampLessThanPath: '$.b' }),
    { a: '2026-01-01T00:00:00Z', b: '2026-01-01T00:00:00.001Z' },
    true,
  ],
  ['Timestamp of a text', chooses({ Variable: '$.a', TimestampEquals: '2026-01-01T00:00:00Z' }), { a: 'soon' }, false],
  ['IsPresent', chooses({ Variable: '$.a.b', IsPresent: false }), { a: 1 }, true],
  ['IsNull', chooses({ Variable: '$.a', IsNull: true }), { a: null }, true],
  ['IsString', chooses({ Variable: '$.a', IsString: false }), { a: 1 }, true],
  ['IsNumeric', chooses({ Variable: '$.a', IsNumeric: true }), { a: 1 }, true],
  ['IsBoolean', chooses({ Variable: '$.a', IsBoolean: true }), { a: 0 }, false],
  ['IsTimestamp', chooses({ Variable: '$.a', IsTimestamp: true }), { a: '2026-01-01T00:00:00Z' }, true],
  [
    'And',
    chooses({
      And: [
        { Variable: '$.a', IsPresent: true },
        { Variable: '$.a', NumericEquals: 1 },
      ],
    }),
    {},
    false,
  ],
  [
    'Or',
    chooses({
      Or: [
        { Variable: '$.b', IsPresent: true },
        { Variable: '$.a', NumericEquals: 1 },
      ],
    }),
    { a: 1 },
    true,
  ],
  ['Not', chooses({ Not: { Variable: '$.a', NumericEquals: 1 } }), { a: 1 }, false],
  ['the context in a choice', chooses({ Variable: '$$.State.Name', StringEquals: 'One' }), {}, true],
])('%s', async (_, definition, input, output) => {
  await using cloud = await rig(functions);
  const executionArn = await cloud.run(definition, input);
  await cloud.time.settle(40);
  expect(await cloud.describe(executionArn)).toEqual({ status: 'SUCCEEDED', output });
});

test.each<[name: string, wait: object, input: unknown]>([
  ['Seconds', { Seconds: 90 }, {}],
  ['SecondsPath', { SecondsPath: '$.s' }, { s: 90 }],
  ['Timestamp', { Timestamp: '2026-03-02T00:01:30Z' }, {}],
  ['TimestampPath', { TimestampPath: '$.t' }, { t: '2026-03-02T08:01:30+08:00' }],
])('Wait ends at its instant: %s', async (_, wait, input) => {
  await using cloud = await rig();
  const executionArn = await cloud.run(one({ Type: 'Wait', ...wait }), input);
  await cloud.time.to(START + 89_999);
  expect((await cloud.describe(executionArn)).status).toBe('RUNNING');
  await cloud.time.to(START + 90_000);
  expect(await cloud.describe(executionArn)).toEqual({ status: 'SUCCEEDED', output: input });
});

test('Map runs no more iterations at once than it may', async () => {
  let [running, most] = [0, 0];
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
  };
  await using cloud = await rig({ work });
  const definition = one({
    Type: 'Map',
    MaxConcurrency: 3,
    ItemProcessor: {
      StartAt: 'W',
      States: {
        W: { Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'work' }, ResultPath: null, End: true },
      },
    },
  });
  const executionArn = await cloud.run(
    definition,
    Array.from({ length: 20 }, (_, i) => i),
  );
  await cloud.time.settle(100);
  expect((await cloud.describe(executionArn)).output).toHaveLength(20);
  expect(most).toBe(3);
  const types = (await cloud.history(executionArn)).map(({ type }) => type);
  expect(types.filter((type) => type === 'MapIterationSucceeded')).toHaveLength(20);
  expect(types.filter((type) => type === 'MapStateSucceeded')).toHaveLength(1);
});
