import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { loadJournal } from '../../../local/states/compaction.ts';
import { createEngine, type Engine } from '../../../local/states/engine.ts';
import { createPool } from '../../../local/states/pool.ts';
import { createRegistry } from '../../../local/states/registry.ts';
import { createTimers } from '../../../local/states/timers.ts';
import { fakeClock, hold, invoker, newJournal, rig, START } from './support.ts';

const CROWD = 10_000;
const MAX_BYTES = 5 * 1024;

const machine = {
  StartAt: 'Where?',
  States: {
    'Where?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.where', StringEquals: 'grid', Next: 'Green' }],
      Default: 'End',
    },
    Green: hold(
      { TimeoutSecondsPath: '$.seconds' },
      { Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Yellow' }], Next: 'Where?' },
      { 'case.$': '$.case' },
    ),
    Yellow: hold({}, { Next: 'Where?' }, { 'case.$': '$.case' }),
    End: { Type: 'Succeed' },
  },
};
const planOf = (no: number) =>
  JSON.stringify({
    case: `01JGRIDLIGHT${no}`,
    where: 'grid',
    seconds: 7200,
    district: 'shawan',
    plan: 'x'.repeat(300),
  });

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
function heap(): number {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

function openEngine(journal: string): Engine {
  const { clock } = fakeClock();
  const engine = createEngine({
    ...loadJournal(journal, { now: START, keepHistories: 2000, warn: () => {} }),
    clock,
    timers: createTimers(clock),
    pool: createPool(16),
    invoke: invoker({ hold: () => null }),
  });
  engine.open();
  return engine;
}

test('ten thousand waiting executions fit into 5 KB each, started or replayed', async () => {
  const path = newJournal();
  const before = heap();
  const engine = openEngine(path);
  const { clock } = fakeClock();
  const arn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:m';
  const revision = createRegistry(engine, clock).save({ arn, name: 'm', text: JSON.stringify(machine) });
  const began = performance.now();
  for (let no = 0; no < CROWD; no++) engine.start(revision, { as: undefined, name: `case-${no}`, input: planOf(no) });
  const started = performance.now();
  const isQueued = () => [...engine.world.running.values()].some(({ rows }) => rows.length < 6);
  while (isQueued()) await new Promise((resolve) => setTimeout(resolve, 10));
  const each = (heap() - before) / CROWD;
  engine.close();

  const empty = heap();
  const opening = performance.now();
  const replayed = openEngine(path);
  const opened = performance.now();
  const eachReplayed = (heap() - empty) / CROWD;
  expect(replayed.world.running.size).toBe(CROWD);
  replayed.close();
  rmSync(dirname(path), { recursive: true });

  console.info(
    `${CROWD} waiting executions: ${Math.round(each)} bytes each, ${Math.round(eachReplayed)} after replay; ` +
      `a start takes ${((started - began) / CROWD).toFixed(3)} ms, the replay ${Math.round(opened - opening)} ms`,
  );
  expect(each).toBeLessThan(MAX_BYTES);
  expect(eachReplayed).toBeLessThan(MAX_BYTES);
});

test('a crowd that times out in one minute is worked off oldest first, and starts are still answered', async () => {
  const Case = z.object({ state: z.string(), case: z.int() });
  const woken: number[] = [];
  await using cloud = await rig({
    hold: (payload) => {
      const held = Case.parse(payload);
      if (held.state === 'Yellow') woken.push(held.case);
    },
  });
  const stateMachineArn = await cloud.create(machine);
  const crowd = 1000;
  for (let no = 0; no < crowd; no++) {
    // The later a case is started, the sooner it times out: the deadline decides, not the start.
    const input = JSON.stringify({ case: no, where: 'grid', seconds: 10_000 - Math.floor(no / 100) });
    await cloud.client.send(new StartExecutionCommand({ stateMachineArn, input }));
  }
  cloud.time.jump(START + 10_000_000);
  const moved = cloud.time.to(START + 10_000_000);
  const input = JSON.stringify({ where: 'nowhere', case: -1 });
  const { executionArn = '' } = await cloud.client.send(new StartExecutionCommand({ stateMachineArn, input }));
  expect((await cloud.describe(executionArn)).status).toBe('SUCCEEDED');
  await moved;
  while (woken.length < crowd) await cloud.time.settle();
  const expected = Array.from({ length: crowd }, (_, no) => no).sort(
    (a, b) => Math.floor(b / 100) - Math.floor(a / 100) || a - b,
  );
  expect(woken).toEqual(expected);
});
