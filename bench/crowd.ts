import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { createClock } from '../local/clock.ts';
import { createStates, type MachineToCreate } from '../local/states/states.ts';
import { answerAs } from './helper.ts';

/** So many executions to start on a machine, each with its input, in a journal under `directory`. */
export interface CrowdWork {
  machine: MachineToCreate;
  inputs: string[];
  directory: string;
}
export interface Crowd {
  bytesEach: number;
  startsPerSecond: number;
}

const AT_ONCE = 32;
/** Started before the heap is measured the first time: code and caches are not counted as cases. */
const WARM_UP = 500;

/** The embedded Step Functions alone in a process, with functions that answer at once, so that every token waits. */
answerAs(async ({ machine, inputs, directory }: CrowdWork): Promise<Crowd> => {
  const clock = createClock({ speed: 1 });
  const states = createStates({
    clock,
    journal: join(directory, 'executions.jsonl'),
    region: 'local-1',
    account: '000000000000',
    invoke: async () => ({ ok: true, payload: null }),
  });
  states.createMachine(machine);
  states.open();
  const server = createServer(states.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local-1',
    credentials: { accessKeyId: 'crowd', secretAccessKey: 'crowd' },
  });
  async function startAll(some: string[]): Promise<void> {
    const goal = states.stats().waiting + some.length;
    const begin = (input: string) => client.send(new StartExecutionCommand({ stateMachineArn: machine.arn, input }));
    while (some.length > 0) await Promise.all(some.splice(0, AT_ONCE).map(begin));
    while (states.stats().waiting < goal) await pause(10);
  }

  await startAll(inputs.splice(0, WARM_UP));
  const count = inputs.length;
  const before = heap();
  const began = performance.now();
  await startAll(inputs);
  const took = performance.now() - began;
  const bytesEach = (heap() - before) / count;
  client.destroy();
  server.close();
  server.closeAllConnections();
  await states.close();
  clock.close();
  return { bytesEach, startsPerSecond: (count * 1000) / took };
});

function heap(): number {
  if (!globalThis.gc) throw new Error('run with --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
