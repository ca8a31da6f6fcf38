import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { machine } from '../../functions/shell/machine-signals.ts';

const ARN = 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:CaseMachine:live';
const client = new SFNClient({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const sfn = mockClient(client);
const cases = machine(ARN, client);
const plan = {
  case: '01KJP3AB5S8M6W3T9V2XQ4RD7C',
  district: 'shawan',
  seq: 1,
  where: 'Grid',
  seconds: { green: 1, yellow: 1, red: 1 },
};
const gone = { message: 'gone', $metadata: {} };
beforeEach(() => sfn.reset());

test('a name that is taken is there already', async () => {
  sfn.on(StartExecutionCommand).rejectsOnce(new ExecutionAlreadyExists(gone)).resolves({});
  expect(await cases.start('x-1', plan)).toBe('there');
  expect(await cases.start('x-1', plan)).toBe('started');
});

test.each([new TaskTimedOut(gone), new TaskDoesNotExist(gone), new InvalidToken(gone)])(
  'a wait that is over ($name) is no fault',
  async (error) => {
    sfn.on(SendTaskSuccessCommand).rejects(error);
    expect(await cases.signal('token', plan)).toBe('gone');
  },
);

test('any other error is a fault, so that the stream tries again', async () => {
  sfn.onAnyCommand().rejects(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }));
  await expect(cases.start('x-1', plan)).rejects.toThrow('Rate exceeded');
  await expect(cases.signal('token', plan)).rejects.toThrow('Rate exceeded');
  await expect(cases.state('x-1')).rejects.toThrow('Rate exceeded');
});

test('the state of an execution is asked by the name of the machine, in any partition', async () => {
  sfn
    .on(DescribeExecutionCommand)
    .resolvesOnce({ status: 'RUNNING' })
    .resolvesOnce({ status: 'FAILED' })
    .rejects(new ExecutionDoesNotExist(gone));
  expect([await cases.state('x-1'), await cases.state('x-1'), await cases.state('x-1')]).toEqual([
    'running',
    'ended',
    'none',
  ]);
  expect(sfn.commandCalls(DescribeExecutionCommand)[0]?.args[0].input.executionArn).toBe(
    'arn:aws-cn:states:cn-north-1:123456789012:execution:CaseMachine:x-1',
  );
});
