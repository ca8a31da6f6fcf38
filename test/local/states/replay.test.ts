import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { SendTaskHeartbeatCommand, SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { Row } from '../../../local/states/row.ts';
import { DAY, FunctionError, fakeClock, Held, hold, newJournal, rig, START } from './support.ts';

const onTimeout = (next: string) => ({ Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: next }] });

const retry = { Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 5 }] };

/** Holds, a Map with holds, a retry and a wait: every kind of row there is. */
const machine = {
  StartAt: 'Where?',
  States: {
    'Where?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.parts', IsPresent: true, Next: 'Parts' }],
      Default: 'Green',
    },
    Green: hold({ TimeoutSeconds: 600, HeartbeatSeconds: 500 }, { ...retry, ...onTimeout('Red'), Next: 'Red' }),
    Red: hold({ TimeoutSeconds: 600 }, { ...retry, ...onTimeout('Rest'), ResultPath: null, Next: 'Rest' }),
    Parts: {
      Type: 'Map',
      ItemsPath: '$.parts',
      MaxConcurrency: 2,
      ItemProcessor: {
        StartAt: 'Part',
        States: {
          Part: hold({ TimeoutSeconds: 900 }, { ...onTimeout('Part done'), Next: 'Part done' }),
          'Part done': { Type: 'Succeed' },
        },
      },
      ...retry,
      ResultPath: null,
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 60, Next: 'Closed' },
    Closed: { Type: 'Succeed' },
  },
};

const names = ['one', 'two', 'three'];
let journal = '';
let bytes = Buffer.alloc(0);

async function script(): Promise<string> {
  const tokens: string[] = [];
  let calls = 0;
  await using cloud = await rig({
    hold: (payload) => {
      tokens.push(Held.parse(payload).token);
      if (++calls % 4 === 0) throw new FunctionError('Broken');
    },
  });
  const stateMachineArn = await cloud.create(machine, 'cases');
  for (const name of names) {
    const input = JSON.stringify(name === 'three' ? { parts: ['a', 'b', 'c'] } : { name });
    await cloud.client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    await cloud.time.by(50_000);
  }
  await cloud.client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
  await cloud.client.send(new SendTaskSuccessCommand({ taskToken: tokens[1], output: '{"answered":true}' }));
  await cloud.time.by(DAY);
  expect(cloud.states.stats()).toEqual({ running: 0, waiting: 0 });
  return cloud.journal;
}

beforeAll(async () => {
  journal = await script();
  bytes = readFileSync(journal);
});

const Parameters = z.object({ Payload: Held });

/** The tokens that rows have given out, and whether each is still out. */
function tokensOf(rows: Row[], now: number): Map<string, boolean> {
  const tokens = new Map<string, boolean>();
  const open = new Map<string, { token: string; by: number }>();
  const close = (line: string) => {
    tokens.set(open.get(line)?.token ?? '', false);
    open.delete(line);
  };
  for (const row of rows) {
    if (!('x' in row)) continue;
    const line = `${row.x}.${'b' in row ? (row.b ?? 0) : 0}`;
    if (row.k === 'scheduled') {
      const { token } = Parameters.parse(JSON.parse(row.parameters)).Payload;
      open.set(line, { token, by: Math.min(row.by, row.t + (row.every ?? Number.POSITIVE_INFINITY)) });
      tokens.set(token, true);
    }
    const task = open.get(line);
    if (row.k === 'beat' && task) task.by = row.t + 500_000;
    if (['succeeded', 'failed', 'timedOut'].includes(row.k) && task) close(line);
    // An iteration that fails ends its siblings: nothing in it retries.
    if (row.k === 'failed' && row.b) for (const other of open.keys()) if (other.startsWith(`${row.x}.`)) close(other);
  }
  for (const { token, by } of open.values()) if (by <= now) tokens.set(token, false);
  return tokens;
}

/** Opens a journal cut off after `length` bytes, as a killed process would have left it. */
async function surviveCut(length: number): Promise<void> {
  const cut = newJournal();
  writeFileSync(cut, bytes.subarray(0, length));
  const lines = bytes.subarray(0, length).toString().split('\n').slice(0, -1);
  const rows = lines.map((line) => Row.parse(JSON.parse(line)));
  const time = fakeClock(rows.at(-1)?.t ?? START);
  const invoked: string[] = [];
  await using cloud = await rig({ hold: (payload) => invoked.push(Held.parse(payload).token) }, { time, journal: cut });
  expect(cloud.warnings).toHaveLength(bytes[length - 1] === 0x0a || length === 0 ? 0 : 1);
  await time.settle();

  const before = tokensOf(rows, time.clock.now());
  for (const [taskToken, out] of before) {
    const beat = await cloud.client.send(new SendTaskHeartbeatCommand({ taskToken })).then(
      () => 'out',
      ({ name }: Error) => name,
    );
    expect(beat).toBe(out ? 'out' : 'TaskTimedOut');
  }
  const submitted = rows.filter(({ k }) => k === 'submitted').length;
  const out = [...before.values()].filter((out) => out).length;
  const { waiting } = cloud.states.stats();
  expect(waiting).toBeGreaterThanOrEqual(out);
  // What had been under way without an answer has been invoked again, with the same token.
  const again = invoked.filter((token) => before.has(token)).length;
  expect(again + submitted).toBeGreaterThanOrEqual(out);

  await time.by(2 * DAY);
  expect(cloud.states.stats()).toEqual({ running: 0, waiting: 0 });
  for (const row of rows) {
    if (row.k !== 'started') continue;
    const arn = `arn:aws:states:eu-west-1:111122223333:execution:cases:${row.name}`;
    expect(await cloud.describe(arn)).toMatchObject({ status: 'SUCCEEDED' });
  }
}

test('whatever line a kill leaves last, no token and no wait is lost', async () => {
  const ends = [0];
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) ends.push(at + 1);
  expect(ends.length).toBeGreaterThan(80);
  for (const end of ends) await surviveCut(end);
});

test('a torn last line is cut off and reported', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: bytes.length }), (length) => surviveCut(length)),
    { numRuns: 40 },
  );
});

test('the scripted run has every kind of row an execution can have', () => {
  const lines = bytes.toString().trim().split('\n');
  const kinds = new Set<string>(lines.map((line) => Row.parse(JSON.parse(line)).k));
  const all = Row.def.options.flatMap((option) => option.def.shape.k.def.values);
  expect(all.filter((kind) => !kinds.has(kind))).toEqual(['alias', 'machineDeleted']);
});

test('what a kill interrupts is invoked again with the same token, and overdue waits fire oldest first', async () => {
  const first: string[] = [];
  const time = fakeClock();
  const never = () => new Promise(() => {});
  const definition = {
    StartAt: 'Hold',
    States: {
      Hold: hold({ TimeoutSecondsPath: '$.seconds' }, { ...onTimeout('Late'), Next: 'Late' }),
      Late: hold({}, { End: true }, { 'seconds.$': '$.seconds' }),
    },
  };
  await using cloud = await rig(
    {
      hold: (payload) => {
        first.push(Held.parse(payload).token);
        return never();
      },
    },
    { time },
  );
  const stateMachineArn = await cloud.create(definition);
  for (const seconds of [3000, 1000, 2000]) {
    await cloud.client.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ seconds }) }));
  }
  await time.settle();
  expect(first).toHaveLength(3);

  const [soon, late] = [newJournal(), newJournal()];
  copyFileSync(cloud.journal, soon);
  copyFileSync(cloud.journal, late);
  const again: string[] = [];
  await using _ = await rig({ hold: (payload) => again.push(Held.parse(payload).token) }, { journal: soon, time });
  await time.settle();
  expect(again).toEqual(first);

  const fired: unknown[] = [];
  const Late = z.object({ seconds: z.number() });
  const after = fakeClock(START + DAY);
  await using __ = await rig(
    { hold: (payload) => fired.push(Late.parse(payload).seconds) },
    { journal: late, time: after },
  );
  await after.settle();
  expect(fired).toEqual([1000, 2000, 3000]);
});

test('a closed journal is taken up where it was, with machines and running executions', async () => {
  const tokens: string[] = [];
  const time = fakeClock();
  const functions = { hold: (payload: unknown) => tokens.push(Held.parse(payload).token) };
  const start = { name: 'same', input: '{}' };
  const before = await rig(functions, { time });
  const stateMachineArn = await before.create(machine, 'cases');
  const { executionArn = '' } = await before.client.send(new StartExecutionCommand({ stateMachineArn, ...start }));
  await time.settle();
  const history = await before.history(executionArn);
  await before[Symbol.asyncDispose]();

  await using after = await rig(functions, { time, journal: before.journal });
  await time.settle();
  expect(tokens).toHaveLength(1);
  const again = await after.client.send(new StartExecutionCommand({ stateMachineArn, ...start }));
  expect(again.executionArn).toBe(executionArn);
  expect(await after.history(executionArn)).toEqual(history);
});

test('opening drops old histories and, after 90 days, old executions, but never a running one', async () => {
  const time = fakeClock();
  const functions = { hold: () => null };
  const before = await rig(functions, { time });
  const passing = await before.create({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, 'passing');
  const holding = await before.create({ StartAt: 'H', States: { H: hold({}, { End: true }) } }, 'holding');
  for (const name of ['a', 'b', 'c']) {
    await before.client.send(new StartExecutionCommand({ stateMachineArn: passing, name, input: `{"in":"${name}"}` }));
    await time.by(1000);
  }
  await before.client.send(new StartExecutionCommand({ stateMachineArn: holding, name: 'd' }));
  await time.settle();
  await before[Symbol.asyncDispose]();
  const arn = (machine: string, name: string) => `arn:aws:states:eu-west-1:111122223333:execution:${machine}:${name}`;

  const compacted = await rig(functions, { time, journal: before.journal, keepHistories: 1 });
  const events = async (name: string) => (await compacted.history(arn('passing', name))).map(({ type }) => type);
  expect(await events('a')).toEqual(['ExecutionStarted', 'ExecutionSucceeded']);
  expect(await events('c')).toHaveLength(4);
  expect((await compacted.describe(arn('passing', 'a'))).output).toEqual({ in: 'a' });
  await compacted[Symbol.asyncDispose]();

  await time.by(91 * DAY);
  await using later = await rig(functions, { time, journal: before.journal });
  const gone = later.describe(arn('passing', 'c'));
  await expect(gone).rejects.toThrow(expect.objectContaining({ name: 'ExecutionDoesNotExist' }));
  expect((await later.describe(arn('holding', 'd'))).status).toBe('RUNNING');
  expect(readFileSync(before.journal, 'utf8')).not.toContain('"name":"c"');
});

test('a line damaged in the middle is a fault that names the file and the byte', async () => {
  const damaged = newJournal();
  writeFileSync(damaged, bytes.toString().replace('"k":"entered"', '"k":"entred"'));
  await expect(rig({}, { journal: damaged })).rejects.toThrow(/states\.jsonl is damaged at byte \d+/);
});
