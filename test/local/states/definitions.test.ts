import { CreateStateMachineCommand, ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { HOLD, INVOKE, rig } from './support.ts';

const pass = { Type: 'Pass', End: true };
const one = (state: object, more: object = {}) => ({ StartAt: 'One', States: { One: state, ...more } });
const task = (more: object) =>
  one({ Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f' }, End: true, ...more });
const choice = (rule: object) => one({ Type: 'Choice', Choices: [{ ...rule, Next: 'Two' }] }, { Two: pass });

test.each<[definition: object, problem: string]>([
  [{ States: {} }, 'machine: StartAt = undefined is missing'],
  [{ StartAt: 'Two', States: { One: pass } }, 'machine: StartAt = "Two" names no state of its scope'],
  [{ ...one(pass), Timeout: 1 }, 'machine: Timeout = 1 is not supported here'],
  [{ ...one(pass), TimeoutSeconds: 0 }, 'machine: TimeoutSeconds = 0 must be at least 1'],
  [{ ...one(pass), QueryLanguage: 'JSONata' }, 'machine: QueryLanguage = "JSONata" must be "JSONPath"'],
  [one({ Type: 'Passe', End: true }), 'state "One": Type = "Passe" is not supported; state types here: Task'],
  [one({ ...pass, Assign: { a: 1 } }), 'state "One": Assign = {"a":1} is not supported here'],
  [one({ ...pass, Next: 'One' }), 'state "One": Next/End = ["Next","End"] must be exactly one of these fields'],
  [one({ Type: 'Pass' }), 'state "One": Next/End = [] must be exactly one of these fields'],
  [one({ Type: 'Pass', Next: 'Two' }), 'state "One": Next = "Two" names no state of its scope'],
  [one(pass, { Two: pass }), 'state "Two": cannot be reached from StartAt = "One"'],
  [one({ Type: 'Pass', Next: 'One' }), 'machine: no terminal state can be reached from StartAt = "One"'],
  [one({ ...pass, InputPath: '$.a[*]' }), 'state "One": InputPath = "$.a[*]" is not a supported path'],
  [one({ ...pass, InputPath: '$..a' }), 'state "One": InputPath = "$..a" is not a supported path'],
  [one({ ...pass, OutputPath: 'a' }), 'state "One": OutputPath = "a" is not a supported path'],
  [one({ ...pass, ResultPath: '$$.a' }), 'state "One": ResultPath = "$$.a" is not a supported path'],
  [one({ ...pass, Parameters: { a: { 'b.$': 1 } } }), 'state "One": Parameters.a.b.$ = 1 must be a string'],
  [
    one({ ...pass, Parameters: { 'a.$': 'b' } }),
    'state "One": Parameters.a.$ = "b" is neither a path nor an intrinsic',
  ],
  [one({ ...pass, Parameters: { 'a.$': '$.b c' } }), 'state "One": Parameters.a.$ = "$.b c" is neither'],
  [
    one({ ...pass, Parameters: { 'a.$': 'States.Array(1)' } }),
    'state "One": Parameters.a.$ = "States.Array" is not supported',
  ],
  [
    one({ ...pass, Parameters: { 'a.$': 'States.UUID(1)' } }),
    'state "One": Parameters.a.$ = "States.UUID" takes 0 arguments',
  ],
  [
    task({ Resource: 'arn:aws:states:::dynamodb:putItem' }),
    'state "One": Resource = "arn:aws:states:::dynamodb:putItem" is not supported',
  ],
  [task({ Resource: 'arn:aws:states:::sns:publish' }), 'Resource = "arn:aws:states:::sns:publish" is not supported'],
  [task({ Resource: 'arn:aws:states:eu-west-1:111122223333:activity:a' }), 'is not supported; use'],
  [task({ Parameters: {} }), 'state "One": Parameters.FunctionName = undefined is missing'],
  [
    task({ Parameters: { FunctionName: 'f', InvocationType: 'Event' } }),
    'state "One": Parameters.InvocationType = "Event" is not supported',
  ],
  [task({ Credentials: { RoleArn: 'r' } }), 'state "One": Credentials = {"RoleArn":"r"} is not supported here'],
  [task({ TimeoutSeconds: 1.5 }), 'state "One": TimeoutSeconds = 1.5 must be int'],
  [task({ TimeoutSeconds: 1, TimeoutSecondsPath: '$.a' }), 'TimeoutSeconds/TimeoutSecondsPath'],
  [task({ TimeoutSecondsPath: '$.a..b' }), 'state "One": TimeoutSecondsPath = "$.a..b" is not a supported path'],
  [
    task({ TimeoutSeconds: 60, HeartbeatSeconds: 60 }),
    'state "One": HeartbeatSeconds = 60 must be less than TimeoutSeconds, 60',
  ],
  [task({ Retry: [{ ErrorEquals: [] }] }), 'state "One": Retry[0].ErrorEquals = [] must be at least 1'],
  [
    task({ Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }] }),
    'state "One": Retry[0].BackoffRate = 0.5 must be at least 1',
  ],
  [
    task({ Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'SOME' }] }),
    'Retry[0].JitterStrategy = "SOME" must be "FULL" or "NONE"',
  ],
  [
    task({ Retry: [{ ErrorEquals: ['E', 'States.ALL'] }] }),
    'Retry[0].ErrorEquals = ["E","States.ALL"] has States.ALL, which must stand alone and last',
  ],
  [task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] }), 'must stand alone and last'],
  [
    task({ Catch: [{ ErrorEquals: ['E'], Next: 'Two' }] }),
    'state "One": Catch[0].Next = "Two" names no state of its scope',
  ],
  [
    task({ Catch: [{ ErrorEquals: ['E'], Next: 'One', ResultPath: '$.*' }] }),
    'Catch[0].ResultPath = "$.*" is not a supported path',
  ],
  [one({ Type: 'Wait', Seconds: 1, SecondsPath: '$.a', End: true }), 'must be exactly one of these fields'],
  [one({ Type: 'Wait', Timestamp: 'tomorrow', End: true }), 'Timestamp = "tomorrow" is not an RFC 3339 timestamp'],
  [one({ Type: 'Choice', Choices: [] }), 'state "One": Choices = [] must be at least 1'],
  [
    one({ Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true }] }),
    'state "One": Choices[0].Next = undefined is missing',
  ],
  [
    one({ Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'One' }], Default: 'No' }),
    'Default = "No" names no state',
  ],
  [
    choice({ Variable: '$.a', StringLike: 'x' }),
    'state "One": Choices[0].StringLike = "x" is not a supported operator',
  ],
  [choice({ Variable: '$.a', StringEquals: 1 }), 'state "One": Choices[0].StringEquals = 1 must be a string'],
  [choice({ Variable: '$.a', StringEquals: 'a', IsNull: true }), 'must have exactly one operator'],
  [choice({ Variable: 'a', StringEquals: 'a' }), 'state "One": Choices[0].Variable = "a" is not a supported path'],
  [choice({ Variable: '$.a', NumericEqualsPath: 1 }), 'Choices[0].NumericEqualsPath = 1 is not a supported path'],
  [
    choice({ And: [{ Variable: '$.a', IsNull: true, Next: 'Two' }] }),
    'Choices[0].And[0].Next = "Two" may only stand in a rule at the top',
  ],
  [choice({ Not: [] }), 'Choices[0].Not = [] must be an object'],
  [one({ Type: 'Map', End: true }), 'ItemProcessor/Iterator = [] must be exactly one'],
  [
    one({ Type: 'Map', End: true, ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...one(pass) } }),
    'ItemProcessor.ProcessorConfig.Mode = "DISTRIBUTED" must be "INLINE"',
  ],
  [
    one({ Type: 'Map', End: true, ItemReader: {}, ItemProcessor: { StartAt: 'P', States: { P: pass } } }),
    'ItemReader = {} is not supported here',
  ],
  [one({ Type: 'Map', End: true, ItemProcessor: one(pass) }), 'state "One": the name is used twice in the machine'],
  [
    one({ Type: 'Map', End: true, ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', Next: 'One' } } } }),
    'state "P": Next = "One" names no state of its scope',
  ],
  [
    one({ Type: 'Parallel', End: true, Branches: [{ StartAt: 'Q', States: { P: pass } }] }),
    'state "One": Branches[0]: StartAt = "Q" names no state',
  ],
])('%j is refused', async (definition, problem) => {
  await using cloud = await rig();
  const text = JSON.stringify(definition);
  const create = cloud.client.send(new CreateStateMachineCommand({ name: 'm', definition: text, roleArn: 'r' }));
  await expect(create).rejects.toThrow(
    expect.objectContaining({ name: 'InvalidDefinition', message: expect.stringContaining(problem) }),
  );
  const arn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:m';
  expect(() => cloud.states.createMachine({ arn, name: 'm', definition })).toThrow(problem);
});

test('all problems of a definition are named at once', async () => {
  await using cloud = await rig();
  const definition = JSON.stringify({
    StartAt: 'A',
    States: { A: { Type: 'Pass', Next: 'B', InputPath: 'x' }, C: { Type: 'Task', Resource: HOLD, End: true } },
  });
  const { result, diagnostics } = await cloud.client.send(new ValidateStateMachineDefinitionCommand({ definition }));
  expect(result).toBe('FAIL');
  expect(diagnostics?.map(({ message }) => message)).toEqual([
    expect.stringContaining('state "A": InputPath = "x"'),
    expect.stringContaining('state "C": Parameters.FunctionName = undefined is missing'),
    expect.stringContaining('state "A": Next = "B" names no state'),
    expect.stringContaining('state "C": cannot be reached'),
    expect.stringContaining('no terminal state'),
  ]);
});
