import {
  CreateActivityCommand,
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { DAY, Held, hold, rig, START } from './support.ts';

const passes = (result: unknown = null) => ({
  StartAt: 'P',
  States: { P: { Type: 'Pass', Result: result, End: true } },
});
const holds = { StartAt: 'H', States: { H: hold({}, { End: true }) } };
const named = (name: string) => expect.objectContaining({ name });
const PREFIX = 'arn:aws:states:eu-west-1:111122223333';

test('a start is repeated harmlessly while it runs with the same input', async () => {
  const tokens: string[] = [];
  await using cloud = await rig({ hold: (payload) => tokens.push(Held.parse(payload).token) });
  const stateMachineArn = await cloud.create(holds, 'cases');
  const start = (input: string) =>
    cloud.client.send(new StartExecutionCommand({ stateMachineArn, name: 'case-1', input }));
  const first = await start('{"a":1}');
  expect(first).toMatchObject({ executionArn: `${PREFIX}:execution:cases:case-1`, startDate: new Date(START) });
  await cloud.time.by(1000);
  expect(await start('{"a":1}')).toMatchObject({ executionArn: first.executionArn, startDate: new Date(START) });
  await expect(start('{"a":2}')).rejects.toThrow(named('ExecutionAlreadyExists'));

  await cloud.client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
  await expect(start('{"a":1}')).rejects.toThrow(named('ExecutionAlreadyExists'));
  await cloud.time.by(90 * DAY - 1);
  await expect(start('{"a":1}')).rejects.toThrow(named('ExecutionAlreadyExists'));
  await cloud.time.by(1);
  await start('{"a":2}');
  expect(tokens).toHaveLength(2);
});

test.each<[input: { name?: string; input?: string }, error: string]>([
  [{ name: 'a b' }, 'InvalidName'],
  [{ name: 'a:b' }, 'InvalidName'],
  [{ name: 'x'.repeat(81) }, 'InvalidName'],
  [{ name: '' }, 'InvalidName'],
  [{ input: '{' }, 'InvalidExecutionInput'],
  [{ input: `"${'x'.repeat(262_144)}"` }, 'InvalidExecutionInput'],
])('a start with %j is refused', async (input, error) => {
  await using cloud = await rig();
  const stateMachineArn = await cloud.create(passes());
  const start = cloud.client.send(new StartExecutionCommand({ stateMachineArn, ...input }));
  await expect(start).rejects.toThrow(named(error));
});

test('what is not there is refused by its AWS name', async () => {
  await using cloud = await rig();
  const { client } = cloud;
  const executionArn = `${PREFIX}:execution:m:x`;
  const stateMachineArn = `${PREFIX}:stateMachine:m`;
  const [machineGone, executionGone] = [named('StateMachineDoesNotExist'), named('ExecutionDoesNotExist')];
  await expect(client.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toThrow(machineGone);
  await expect(client.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toThrow(machineGone);
  await expect(client.send(new ListExecutionsCommand({ stateMachineArn }))).rejects.toThrow(machineGone);
  await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toThrow(executionGone);
  await expect(client.send(new StopExecutionCommand({ executionArn }))).rejects.toThrow(executionGone);
  await expect(client.send(new GetExecutionHistoryCommand({ executionArn }))).rejects.toThrow(executionGone);
  await expect(client.send(new DescribeExecutionCommand({ executionArn: 'x' }))).rejects.toThrow(named('InvalidArn'));
  const send = (taskToken: string, output = '{}') => client.send(new SendTaskSuccessCommand({ taskToken, output }));
  await expect(send('garbage')).rejects.toThrow(named('InvalidToken'));
  await expect(send('A'.repeat(40))).rejects.toThrow(named('InvalidToken'));
  await expect(send('garbage', '{')).rejects.toThrow(named('InvalidOutput'));
  await expect(client.send(new DeleteStateMachineCommand({ stateMachineArn }))).resolves.toBeDefined();
});

test('operations and fields that are not supported are refused by name', async () => {
  await using cloud = await rig();
  await expect(cloud.client.send(new CreateActivityCommand({ name: 'a' }))).rejects.toThrow(
    expect.objectContaining({
      name: 'UnknownOperationException',
      message: expect.stringContaining("'AWSStepFunctions.CreateActivity' is not supported"),
    }),
  );
  const definition = JSON.stringify(passes());
  const type = 'EXPRESS';
  const tags = [{ key: 'a', value: 'b' }];
  await expect(
    cloud.client.send(new CreateStateMachineCommand({ name: 'm', definition, roleArn: 'r', type, tags })),
  ).rejects.toThrow(
    expect.objectContaining({
      name: 'ValidationException',
      message: expect.stringMatching(/type = "EXPRESS" must be "STANDARD".*tags = .* is not supported here/),
    }),
  );
});

test('a machine is created once, described, updated, listed and deleted', async () => {
  await using cloud = await rig({ hold: () => null });
  const stateMachineArn = await cloud.create(holds, 'cases');
  expect(await cloud.create(holds, 'cases')).toBe(stateMachineArn);
  await expect(cloud.create(passes(), 'cases')).rejects.toThrow(named('StateMachineAlreadyExists'));
  const { executionArn = '' } = await cloud.client.send(new StartExecutionCommand({ stateMachineArn }));
  await cloud.time.by(1000);
  const definition = JSON.stringify(passes());
  await cloud.client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  expect(await cloud.client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
    name: 'cases',
    status: 'ACTIVE',
    type: 'STANDARD',
    creationDate: new Date(START),
    definition,
  });
  const running = await cloud.client.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
  expect(running.definition).toBe(JSON.stringify(holds));

  await cloud.create(passes(), 'others');
  const first = await cloud.client.send(new ListStateMachinesCommand({ maxResults: 1 }));
  const second = await cloud.client.send(new ListStateMachinesCommand({ nextToken: first.nextToken }));
  expect([...(first.stateMachines ?? []), ...(second.stateMachines ?? [])].map(({ name }) => name)).toEqual([
    'cases',
    'others',
  ]);
  await cloud.client.send(new DeleteStateMachineCommand({ stateMachineArn }));
  const start = cloud.client.send(new StartExecutionCommand({ stateMachineArn }));
  await expect(start).rejects.toThrow(named('StateMachineDoesNotExist'));
  expect((await cloud.describe(executionArn)).status).toBe('RUNNING');
});

test('an alias starts its version, whatever the machine has become', async () => {
  await using cloud = await rig();
  const stateMachineArn = await cloud.create(passes('old'), 'cases');
  const publish = () => cloud.client.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
  const { stateMachineVersionArn = '' } = await publish();
  expect(stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
  expect((await publish()).stateMachineVersionArn).toBe(stateMachineVersionArn);
  const route = (arn: string) => [{ stateMachineVersionArn: arn, weight: 100 }];
  const { stateMachineAliasArn = '' } = await cloud.client.send(
    new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration: route(stateMachineVersionArn) }),
  );
  const definition = JSON.stringify(passes('new'));
  await cloud.client.send(new UpdateStateMachineCommand({ stateMachineArn, definition, publish: true }));

  const outputOf = async (arn: string) => {
    const { executionArn } = await cloud.client.send(new StartExecutionCommand({ stateMachineArn: arn }));
    const described = await cloud.client.send(new DescribeExecutionCommand({ executionArn }));
    return [described.output, described.stateMachineVersionArn, described.stateMachineAliasArn];
  };
  expect(await outputOf(stateMachineArn)).toEqual(['"new"', undefined, undefined]);
  expect(await outputOf(stateMachineVersionArn)).toEqual(['"old"', stateMachineVersionArn, undefined]);
  expect(await outputOf(stateMachineAliasArn)).toEqual(['"old"', stateMachineVersionArn, stateMachineAliasArn]);

  const routingConfiguration = route(`${stateMachineArn}:2`);
  await cloud.client.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration }));
  expect(await outputOf(stateMachineAliasArn)).toEqual(['"new"', `${stateMachineArn}:2`, stateMachineAliasArn]);
  expect(await cloud.client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))).toMatchObject({
    name: 'live',
    routingConfiguration,
  });
  const versions = await cloud.client.send(new ListStateMachineVersionsCommand({ stateMachineArn }));
  expect(versions.stateMachineVersions).toHaveLength(2);
  const listed = await cloud.client.send(new ListExecutionsCommand({ stateMachineArn: stateMachineAliasArn }));
  expect(listed.executions).toHaveLength(2);
});

test('machines and aliases given at boot can be started, also by a later process', async () => {
  const arn = 'arn:aws-cn:states:cn-north-1:111122223333:stateMachine:boot';
  await using cloud = await rig();
  cloud.states.createMachine({ arn, name: 'boot', definition: passes(1), publish: true });
  cloud.states.createMachine({ arn: `${arn}:live`, newestOf: arn });
  const started = await cloud.client.send(new StartExecutionCommand({ stateMachineArn: `${arn}:live`, name: 'x' }));
  expect(started.executionArn).toBe('arn:aws-cn:states:cn-north-1:111122223333:execution:boot:x');
  expect((await cloud.describe(started.executionArn ?? '')).output).toBe(1);
});

test('executions are listed newest first, by status, in pages', async () => {
  await using cloud = await rig({ hold: () => null });
  const stateMachineArn = await cloud.create(holds, 'cases');
  const arns: string[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    const { executionArn = '' } = await cloud.client.send(new StartExecutionCommand({ stateMachineArn, name }));
    arns.push(executionArn);
  }
  await cloud.client.send(new StopExecutionCommand({ executionArn: arns[2] }));
  const pages: (string | undefined)[][] = [];
  let nextToken: string | undefined;
  do {
    const request = { stateMachineArn, statusFilter: 'RUNNING', maxResults: 2, nextToken } as const;
    const answer = await cloud.client.send(new ListExecutionsCommand(request));
    pages.push((answer.executions ?? []).map(({ name }) => name));
    nextToken = answer.nextToken;
  } while (nextToken);
  expect(pages).toEqual([
    ['e', 'd'],
    ['b', 'a'],
  ]);
  const aborted = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'ABORTED' });
  expect((await cloud.client.send(aborted)).executions).toMatchObject([
    { name: 'c', status: 'ABORTED', startDate: new Date(START), stopDate: new Date(START) },
  ]);
  const garbage = new ListExecutionsCommand({ stateMachineArn, nextToken: 'x' });
  await expect(cloud.client.send(garbage)).rejects.toThrow(named('InvalidToken'));
});

test('a history comes in pages, in both orders, with and without data', async () => {
  await using cloud = await rig({ hold: () => 'thanks' });
  const executionArn = await cloud.run(holds, { secret: 1 });
  const get = (more: object) => cloud.client.send(new GetExecutionHistoryCommand({ executionArn, ...more }));
  const all = await get({});
  expect(all.events).toMatchObject([
    { id: 1, previousEventId: 0, type: 'ExecutionStarted', executionStartedEventDetails: { input: '{"secret":1}' } },
    { id: 2, previousEventId: 1, type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'H' } },
    {
      id: 3,
      type: 'TaskScheduled',
      taskScheduledEventDetails: {
        resourceType: 'lambda',
        resource: 'invoke.waitForTaskToken',
        region: 'eu-west-1',
        timeoutInSeconds: 99_999_999,
      },
    },
    { id: 4, type: 'TaskStarted', taskStartedEventDetails: { resource: 'invoke.waitForTaskToken' } },
    { id: 5, previousEventId: 4, type: 'TaskSubmitted', timestamp: new Date(START) },
  ]);
  const first = await get({ reverseOrder: true, maxResults: 3 });
  const second = await get({ reverseOrder: true, maxResults: 3, nextToken: first.nextToken });
  expect([...(first.events ?? []), ...(second.events ?? [])].map(({ id }) => id)).toEqual([5, 4, 3, 2, 1]);
  expect(second.nextToken).toBeUndefined();
  expect(JSON.stringify(await get({ includeExecutionData: false }))).not.toContain('secret');
});
