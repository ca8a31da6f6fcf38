import { SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { DAY, Held, hold, rig, START } from './support.ts';

/** Green until `seconds`, yellow for an hour, red until somebody answers. */
const ladder = {
  StartAt: 'Where?',
  States: {
    'Where?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.where', StringEquals: 'grid', Next: 'Green' }],
      Default: 'Closed',
    },
    Green: hold(
      { TimeoutSecondsPath: '$.seconds' },
      { Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Yellow' }], Next: 'Where?' },
    ),
    Yellow: hold(
      { TimeoutSeconds: 3600 },
      { Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Red' }], Next: 'Where?' },
    ),
    Red: hold({}, { Next: 'Where?' }),
    Closed: { Type: 'Succeed' },
  },
};

test('a case goes from green over yellow to red, each at its instant, and closes on its token', async () => {
  const armed: { token: string; state: string; at: number }[] = [];
  await using cloud = await rig({
    hold: (payload) => {
      armed.push({ ...Held.parse(payload), at: cloud.time.clock.now() - START });
    },
  });
  const executionArn = await cloud.run(ladder, { where: 'grid', seconds: 7200 });

  await cloud.time.to(START + 7_199_999);
  expect(armed.map(({ state }) => state)).toEqual(['Green']);
  await cloud.time.to(START + 7_200_000);
  expect(armed.map(({ state }) => state)).toEqual(['Green', 'Yellow']);
  await cloud.time.to(START + 30 * DAY);
  expect(armed.map(({ state, at }) => [state, at])).toEqual([
    ['Green', 0],
    ['Yellow', 7_200_000],
    ['Red', 10_800_000],
  ]);

  const send = (taskToken: string) =>
    cloud.client.send(new SendTaskSuccessCommand({ taskToken, output: '{"where":"closed"}' }));
  await expect(send(armed[0]?.token ?? '')).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  await send(armed[2]?.token ?? '');
  expect(await cloud.describe(executionArn)).toEqual({ status: 'SUCCEEDED', output: { where: 'closed' } });
  await expect(send(armed[2]?.token ?? '')).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));

  const types = (await cloud.history(executionArn)).map(({ type }) => type);
  expect(types).toEqual([
    'ExecutionStarted',
    'ChoiceStateEntered',
    'ChoiceStateExited',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskTimedOut',
    'TaskStateExited',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskTimedOut',
    'TaskStateExited',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskSucceeded',
    'TaskStateExited',
    'ChoiceStateEntered',
    'ChoiceStateExited',
    'SucceedStateEntered',
    'SucceedStateExited',
    'ExecutionSucceeded',
  ]);
});

test('a case closed while it is green costs four transitions', async () => {
  const tokens: string[] = [];
  await using cloud = await rig({ hold: (payload) => tokens.push(Held.parse(payload).token) });
  const executionArn = await cloud.run(ladder, { where: 'grid', seconds: 7200 });
  await cloud.client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"where":"closed"}' }));
  const entered = (await cloud.history(executionArn)).filter(({ type }) => type?.endsWith('StateEntered'));
  expect(entered.map(({ stateEnteredEventDetails: details }) => details?.name)).toEqual([
    'Where?',
    'Green',
    'Where?',
    'Closed',
  ]);
});

test('a token sent while the function still runs completes the task', async () => {
  let finish = () => {};
  let token = '';
  await using cloud = await rig({
    hold: (payload) => {
      token = Held.parse(payload).token;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    },
  });
  const executionArn = await cloud.run(ladder, { where: 'grid', seconds: 60 });
  await cloud.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"where":"closed"}' }));
  expect((await cloud.describe(executionArn)).status).toBe('SUCCEEDED');
  finish();
  await cloud.time.settle();
  expect((await cloud.history(executionArn)).map(({ type }) => type)).not.toContain('TaskSubmitted');
});

test.each([
  { order: 'the success comes first', success: true },
  { order: 'the timeout comes first', success: false },
])('of a timeout and a success at the same instant exactly one wins: $order', async ({ success }) => {
  const tokens: string[] = [];
  await using cloud = await rig({ hold: (payload) => tokens.push(Held.parse(payload).token) });
  const executionArn = await cloud.run(ladder, { where: 'grid', seconds: 60 });
  const send = () =>
    cloud.client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"where":"closed"}' }));
  if (success) {
    cloud.time.jump(START + 60_000);
    await send();
    await cloud.time.to(START + 60_000);
  } else {
    await cloud.time.to(START + 60_000);
    await expect(send()).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  }
  const types = (await cloud.history(executionArn)).map(({ type }) => type);
  expect(types.filter((type) => type === 'TaskSucceeded' || type === 'TaskTimedOut')).toEqual([
    success ? 'TaskSucceeded' : 'TaskTimedOut',
  ]);
});

test.each([400 * DAY, 99_999_999_000])('a wait of %d ms ends on time, not before', async (wait) => {
  await using cloud = await rig({ hold: () => null });
  const stateMachineArn = await cloud.create(ladder);
  const started = await cloud.client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ where: 'grid', seconds: wait / 1000 }) }),
  );
  const timeouts = async () =>
    (await cloud.history(started.executionArn ?? '')).filter(({ type }) => type === 'TaskTimedOut').length;
  await cloud.time.to(START + wait - 1);
  expect(await timeouts()).toBe(0);
  expect(cloud.time.alarms()).toBe(1);
  await cloud.time.to(START + wait);
  expect(await timeouts()).toBe(1);
});
