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
import { requestHandler } from './request-handler.ts';

/** A machine that is told plans: of cases, or of reviews. */
export interface Machine {
  /** `there`: the name was taken by an earlier call. What that one runs may know an older plan; its next wait will tell. */
  start(name: string, plan: object): Promise<'started' | 'there'>;
  /** `gone` when the wait with this token is over: the next wait will arm a new one. */
  signal(token: string, plan: object): Promise<'delivered' | 'gone'>;
  /** Whether an execution runs, has ended, or never was. */
  state(name: string): Promise<'running' | 'ended' | 'none'>;
}

export function machine(
  arn: string,
  client = new SFNClient({
    requestHandler: requestHandler(5000),
  }),
): Machine {
  return {
    async start(name, plan) {
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn: arn, name, input: JSON.stringify(plan) }));
        return 'started';
      } catch (fault) {
        if (fault instanceof ExecutionAlreadyExists) return 'there';
        throw fault;
      }
    },
    async signal(token, plan) {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(plan) }));
        return 'delivered';
      } catch (fault) {
        if (GONE.some((kind) => fault instanceof kind)) return 'gone';
        throw fault;
      }
    },
    async state(name) {
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn: executionArn(arn, name) }));
        return status === 'RUNNING' ? 'running' : 'ended';
      } catch (fault) {
        if (fault instanceof ExecutionDoesNotExist) return 'none';
        throw fault;
      }
    },
  };
}

const GONE = [TaskTimedOut, TaskDoesNotExist, InvalidToken];

/** `arn:…:stateMachine:name[:alias]` → `arn:…:execution:name:execution`. */
const executionArn = (machineArn: string, name: string): string => {
  const [arn, partition, service, region, account, , machineName] = machineArn.split(':');
  return [arn, partition, service, region, account, 'execution', machineName, name].join(':');
};
