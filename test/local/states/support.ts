import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import {
  type Clock,
  createStates,
  type Invoke,
  type States,
  type StatesOptions,
} from '../../../local/states/states.ts';

export const START = Date.parse('2026-03-02T00:00:00.000Z');
export const DAY = 24 * 3600_000;
export const INVOKE = 'arn:aws:states:::lambda:invoke';
export const HOLD = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

/** A clock that stands until it is moved; alarms fire in order, each at its own instant. */
export function fakeClock(start = START) {
  let now = start;
  let alarms: { at: number; run: () => void }[] = [];
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  /** Lets everything that can go on without time go on. */
  const settle = async (turns = 12) => {
    for (let i = 0; i < turns; i++) await turn();
  };
  const clock: Clock = {
    now: () => now,
    at(at, run) {
      const alarm = { at, run };
      alarms.push(alarm);
      if (at <= now) setImmediate(() => fire(alarm));
      return () => {
        alarms = alarms.filter((other) => other !== alarm);
      };
    },
  };
  const fire = (alarm: { at: number; run: () => void }) => {
    if (!alarms.includes(alarm)) return;
    alarms = alarms.filter((other) => other !== alarm);
    alarm.run();
  };
  return {
    clock,
    settle,
    alarms: () => alarms.length,
    /** Moves to an instant, stopping at every alarm on the way. */
    async to(instant: number) {
      await settle();
      for (;;) {
        const next = alarms.toSorted((a, b) => a.at - b.at)[0];
        if (!next || next.at > instant) break;
        now = Math.max(now, next.at);
        fire(next);
        await settle();
      }
      now = instant;
      await settle();
    },
    async by(ms: number) {
      await this.to(now + ms);
    },
    /** Moves without letting any alarm fire. */
    jump(instant: number) {
      now = instant;
    },
  };
}
export type FakeClock = ReturnType<typeof fakeClock>;

export const newJournal = (): string => join(mkdtempSync(join(tmpdir(), 'states-')), 'states.jsonl');

/** An error with the `errorType` a function's failure would have. */
export class FunctionError extends Error {
  constructor(name: string, message = 'it failed') {
    super(message);
    this.name = name;
  }
}

export function invoker(functions: Record<string, (payload: unknown) => unknown>): Invoke {
  return async (arn, payload) => {
    const name = arn.split(':')[6] ?? '';
    try {
      return { ok: true, payload: await functions[name]?.(payload) };
    } catch (error) {
      const { name = 'Error', message = '' } = error instanceof Error ? error : {};
      return { ok: false, error: name, cause: JSON.stringify({ errorType: name, errorMessage: message }) };
    }
  };
}

export interface Rig extends AsyncDisposable {
  readonly states: States;
  readonly client: SFNClient;
  readonly time: FakeClock;
  readonly journal: string;
  readonly warnings: string[];
  create(definition: object, name?: string): Promise<string>;
  /** Starts an execution of a new machine with this definition; the execution's ARN. */
  run(definition: object, input?: unknown): Promise<string>;
  describe(
    executionArn: string,
  ): Promise<{ status: string | undefined; output: unknown; error?: string; cause?: string }>;
  history(executionArn: string): Promise<HistoryEvent[]>;
}

/** The states behind a server on a free port, and an SDK client for it. */
export async function rig(
  functions: Record<string, (payload: unknown) => unknown> = {},
  options: Partial<StatesOptions> & { time?: FakeClock } = {},
): Promise<Rig> {
  const { time = fakeClock(), journal = newJournal() } = options;
  const warnings: string[] = [];
  const states = createStates({
    clock: time.clock,
    journal,
    region: 'eu-west-1',
    account: '111122223333',
    invoke: invoker(functions),
    warn: (message) => warnings.push(message),
    ...options,
  });
  states.open();
  const server = createServer((request, response) => states.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  let made = 0;
  async function create(definition: object, name = `machine-${++made}`): Promise<string> {
    const command = new CreateStateMachineCommand({
      name,
      definition: JSON.stringify(definition),
      roleArn: 'arn:aws:iam::111122223333:role/states',
    });
    return (await client.send(command)).stateMachineArn ?? '';
  }
  return {
    states,
    client,
    time,
    journal,
    warnings,
    create,
    async run(definition, input = {}) {
      const stateMachineArn = await create(definition);
      const started = await client.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
      await time.settle();
      return started.executionArn ?? '';
    },
    async describe(executionArn) {
      const { status, output, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
      return {
        status,
        output: output === undefined ? undefined : JSON.parse(output),
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      };
    },
    async history(executionArn) {
      const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
      return events ?? [];
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await states.close();
    },
  };
}

/** What `hold` sends to its function. */
export const Held = z.object({ token: z.string(), state: z.string() });

/** A task that hands its token out and waits. */
export const hold = (timeout: object, transitions: object, payload: object = {}) => ({
  Type: 'Task',
  Resource: HOLD,
  Parameters: { FunctionName: 'hold', Payload: { 'token.$': '$$.Task.Token', 'state.$': '$$.State.Name', ...payload } },
  ...timeout,
  ...transitions,
});
