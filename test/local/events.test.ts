import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createManualClock } from '../../local/clock.ts';
import { InvokeConfig, Rule, takes } from '../../local/event-rules.ts';
import { createEvents, type EventRule } from '../../local/events.ts';
import type { Failure } from '../../local/stream-feed.ts';
import { scratch } from './cloud-under-test.ts';

/** What S3 tells of objects that were put: the function of the rule is called at least once for each, whatever happens. */

const { path, remove } = scratch();
afterAll(remove);

const PATTERN = {
  source: ['aws.s3'],
  'detail-type': ['Object Created'],
  detail: { bucket: { name: ['photos'] }, object: { key: [{ prefix: 'new/' }, 'one'] } },
};
const A_RULE = { EventPattern: PATTERN, Targets: [{ Id: 'check', Arn: 'arn:check' }] };
const rule = (over: Partial<EventRule> = {}): EventRule => ({
  ...Rule.parse(A_RULE),
  name: 'arrived',
  retries: 2,
  destination: 'arn:queue',
  ...over,
});

function bus(directory: string, answers: boolean[], over: Partial<EventRule> = {}) {
  const called: unknown[] = [];
  const failures: Failure[] = [];
  const pauses: number[] = [];
  const events = createEvents({
    rules: [rule(over)],
    async invoke(_, payload) {
      called.push(JSON.parse(payload));
      const ok = answers.shift() ?? true;
      return ok ? { ok, payload: null } : { ok, error: 'Error', cause: 'broken' };
    },
    directory: join(path, directory),
    clock: createManualClock(Date.parse('2026-03-02T08:00:00.000Z')),
    place: { region: 'local-1', account: '000000000000' },
    onFailure: (failure) => failures.push(failure),
    pause: async (ms) => {
      pauses.push(ms);
    },
  });
  const notes = () => readdirSync(join(path, directory));
  return { events, called, failures, pauses, notes };
}

test('a function is told of what was put under the keys of its rule, as EventBridge tells it', async () => {
  const { events, called, notes } = bus('told', []);
  for (const [bucket, key] of [
    ['photos', 'new/a.jpg'],
    ['photos', 'old/a.jpg'],
    ['vault', 'new/a.jpg'],
    ['photos', 'one'],
  ] as const)
    events.announce(bucket, key, 7)(true);
  events.announce('photos', 'new/not-put.jpg', 7)(false);
  await events.idle();
  expect(called).toMatchObject([
    {
      'detail-type': 'Object Created',
      source: 'aws.s3',
      time: '2026-03-02T08:00:00Z',
      detail: { bucket: { name: 'photos' }, object: { key: 'new/a.jpg', size: 7 }, reason: 'PutObject' },
    },
    { detail: { object: { key: 'one' } } },
  ]);
  expect(notes()).toEqual([]);
});

test('what fails is tried again with growing pauses, and at last told where failures go', async () => {
  const mended = bus('mended', [false, false, true]);
  mended.events.announce('photos', 'new/a.jpg', 7)(true);
  await mended.events.idle();
  expect([mended.called.length, mended.pauses, mended.failures]).toEqual([3, [100, 200], []]);

  const broken = bus('broken', [false, false, false]);
  broken.events.announce('photos', 'new/a.jpg', 7)(true);
  await broken.events.idle();
  expect(broken.failures).toMatchObject([
    { mapping: 'arrived', destination: 'arn:queue', error: 'Error: broken', records: [{ key: 'new/a.jpg' }] },
  ]);
  expect(broken.notes()).toEqual([]);
});

test('what was noted and not told is told by the next run, if the object is there', async () => {
  const first = bus('ended', []);
  first.events.announce('photos', 'new/there.jpg', 7);
  first.events.announce('photos', 'new/never-written.jpg', 7);
  writeFileSync(join(path, 'ended', '.half'), '{"rule":');
  const second = bus('ended', []);
  second.events.resume((_, key) => key === 'new/there.jpg');
  await second.events.idle();
  expect(second.called).toMatchObject([{ detail: { object: { key: 'new/there.jpg' } } }]);
  expect(second.notes()).toEqual([]);
});

test('killed while the function works, the next run calls it again', async () => {
  const directory = join(path, 'killed');
  mkdirSync(directory);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fixture/put-and-hang.ts'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(directory)).toBe(true);
  const { events, called, notes } = bus('killed', []);
  events.resume(() => true);
  await events.idle();
  expect([called.length, notes()]).toEqual([1, []]);
});

describe('anything else of a rule is refused by name', () => {
  test.each([
    ['another source', { source: ['aws.ec2'] }, 'source'],
    ['another type', { 'detail-type': ['Object Deleted'] }, 'detail-type'],
    ['a suffix', { detail: { ...PATTERN.detail, object: { key: [{ suffix: '.jpg' }] } } }, 'key'],
    ['more of the object', { detail: { ...PATTERN.detail, reason: ['PutObject'] } }, 'reason'],
    ['another field', { region: ['local-1'] }, 'region'],
  ])('%s', (_, over, name) => {
    const read = Rule.safeParse({ ...A_RULE, EventPattern: { ...PATTERN, ...over } });
    expect(JSON.stringify(read.error?.issues)).toContain(name);
  });
  test('a schedule, two targets, what is given to the target', () => {
    const [target] = A_RULE.Targets;
    for (const other of [
      { ScheduleExpression: 'rate(1 minute)' },
      { Targets: [target, target] },
      { Targets: [{ ...target, InputPath: '$.detail' }] },
    ]) {
      expect(Rule.safeParse({ ...A_RULE, ...other }).success).toBe(false);
    }
  });
  test('a rule that is off takes nothing', () => {
    expect(takes(Rule.parse({ ...A_RULE, State: 'DISABLED' }), 'photos', 'one')).toBe(false);
    expect(InvokeConfig.parse({ FunctionName: 'x' }).MaximumRetryAttempts).toBe(2);
  });
});
