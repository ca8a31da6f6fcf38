import {
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineForExecutionCommand,
  ListExecutionsCommand,
  ListStateMachineVersionsCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { Held, hold, newJournal, rig } from './support.ts';

const MACHINE = 'arn:aws:states:eu-west-1:111122223333:stateMachine:cases';
const ALIAS = `${MACHINE}:live`;

/** Waits, then tells which definition it was. */
const waitsThenTells = (word: string) => ({
  StartAt: 'Wait',
  States: { Wait: hold({}, { Next: 'Tell' }), Tell: { Type: 'Pass', Result: word, End: true } },
});

/** One life of a process on a journal, begun with a template whose machine has this definition. */
async function life(journal: string, definition: object) {
  const tokens: string[] = [];
  const cloud = await rig({ hold: (payload) => tokens.push(Held.parse(payload).token) }, { journal });
  cloud.states.createMachine({ arn: MACHINE, name: 'cases', definition, publish: true });
  cloud.states.createMachine({ arn: ALIAS, newestOf: MACHINE });
  return {
    ...cloud,
    tokens,
    async start(name: string): Promise<string> {
      const { executionArn } = await cloud.client.send(new StartExecutionCommand({ stateMachineArn: ALIAS, name }));
      await cloud.time.settle();
      return executionArn ?? '';
    },
    async versions(): Promise<(string | undefined)[]> {
      const input = { stateMachineArn: MACHINE };
      const { stateMachineVersions = [] } = await cloud.client.send(new ListStateMachineVersionsCommand(input));
      return stateMachineVersions.map((version) => version.stateMachineVersionArn);
    },
    async target() {
      const input = { stateMachineAliasArn: ALIAS };
      const { routingConfiguration } = await cloud.client.send(new DescribeStateMachineAliasCommand(input));
      return routingConfiguration;
    },
  };
}

const to = (version: number) => [{ stateMachineVersionArn: `${MACHINE}:${version}`, weight: 100 }];

test('what runs goes on under the version it began with; what starts later runs the newest', async () => {
  const journal = newJournal();
  const first = await life(journal, waitsThenTells('old'));
  const old = await first.start('case-1');
  expect(await first.target()).toEqual(to(1));
  await first[Symbol.asyncDispose]();

  await using second = await life(journal, waitsThenTells('new'));
  const young = await second.start('case-2');
  expect(await second.versions()).toEqual([`${MACHINE}:2`, `${MACHINE}:1`]);
  expect(await second.target()).toEqual(to(2));

  const described = (executionArn: string) => second.client.send(new DescribeExecutionCommand({ executionArn }));
  const started = { stateMachineArn: MACHINE, stateMachineAliasArn: ALIAS, status: 'RUNNING' };
  expect(await described(old)).toMatchObject({ ...started, stateMachineVersionArn: `${MACHINE}:1` });
  expect(await described(young)).toMatchObject({ ...started, stateMachineVersionArn: `${MACHINE}:2` });
  const input = { executionArn: old };
  const { definition } = await second.client.send(new DescribeStateMachineForExecutionCommand(input));
  expect(definition).toBe(JSON.stringify(waitsThenTells('old')));

  const list = async (stateMachineArn: string) => {
    const running = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' });
    const { executions = [] } = await second.client.send(running);
    return executions.map(({ name, stateMachineVersionArn }) => `${name} ${stateMachineVersionArn?.split(':').at(-1)}`);
  };
  expect(await list(MACHINE)).toEqual(['case-2 2', 'case-1 1']);
  expect(await list(`${MACHINE}:1`)).toEqual(['case-1 1']);
  expect(await list(ALIAS)).toEqual(['case-2 2', 'case-1 1']);

  const [youngToken] = second.tokens;
  await second.client.send(new SendTaskSuccessCommand({ taskToken: first.tokens[0], output: '{}' }));
  await second.client.send(new SendTaskSuccessCommand({ taskToken: youngToken, output: '{}' }));
  expect([(await second.describe(old)).output, (await second.describe(young)).output]).toEqual(['old', 'new']);
});

test('the same definition is the same version; a former one that comes back is the next', async () => {
  const journal = newJournal();
  for (const [word, versions] of [
    ['a', 1],
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['a', 3],
  ] as const) {
    await using cloud = await life(journal, waitsThenTells(word));
    expect(await cloud.versions()).toHaveLength(versions);
    expect(await cloud.target()).toEqual(to(versions));
  }
});

test('an alias of a machine without versions is refused', async () => {
  await using cloud = await rig();
  cloud.states.createMachine({ arn: MACHINE, name: 'cases', definition: waitsThenTells('a') });
  const alias = () => cloud.states.createMachine({ arn: ALIAS, newestOf: MACHINE });
  expect(alias).toThrow(`machine ${MACHINE} has no version: an alias leads to one`);
});
