import { setTimeout as pause } from 'node:timers/promises';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { instant, ms, plusSeconds } from '../../domain/primitives.ts';
import { aCloud } from '../support/a-cloud.ts';
import { addCrowd, claimsOf, crowdedDocuments, idOf, orderOf, timesTold } from '../support/a-crowd.ts';
import { anOpening, MONDAY, shanghai } from '../support/casework.ts';
import { inside } from '../support/inside.ts';
import { ulid } from '../support/ulids.ts';

/*
 * S8 lights, S10 every attempt on record, under a crowd. "10,000 open cases that all go yellow in the same minute: every
 * one claimed once, oldest first, and the API still answers." And the reconciler alone does what the timers did not.
 */

const median = (sorted: number[]) => sorted[Math.floor(sorted.length / 2)] ?? 0;
const p99 = (sorted: number[]) => sorted[Math.floor(sorted.length * 0.99)] ?? 0;
const rounded = (value: number) => Math.round(value * 10) / 10;
const CLAIMED = JSON.stringify(JSON.stringify({ rung: 'yellow' }).slice(1, -1)).slice(1, -1);

test('10,000 cases go yellow in the same minute: each claimed and told once, oldest first, and the API answers', async () => {
  const COUNT = 10_000;
  const GRIDS = 200;
  const told: string[] = [];
  const claimed = new Set<string>();
  const directory = crowdedDocuments(GRIDS);
  await using cloud = await aCloud({
    directory,
    onSms: ({ message }) => told.push(message),
    onRecord: ({ key, json }) => void (json.includes(CLAIMED) && claimed.add(key)),
  });
  using look = inside(cloud.endpoints);
  await addCrowd(look, { count: COUNT, from: MONDAY, seconds: 60, grids: GRIDS });
  await until(() => cloud.states.stats().waiting === COUNT);
  await cloud.idle();
  await cloud.passTo(shanghai('2026-03-02 14:29:59'));
  expect(told).toEqual([]);

  const requests = answering(cloud);
  const began = performance.now();
  await cloud.passTo(instant(ms(shanghai('2026-03-02 14:31')) - 1));
  const crowd = async () => [...(await look.files()).values()].filter((file) => caseOf(file).category === 'roads');
  await until(async () => (await crowd()).every((file) => claimsOf(file, 'yellow').length > 0), READ_ALL);
  await cloud.idle();
  const seconds = (performance.now() - began) / 1000;
  const { milliseconds, statuses } = await requests.stop();

  const atOnce = told.length;
  // A minute after the first messages, and not further: on this clock minutes pass faster than ten thousand cases are told.
  for (const minute of ['2026-03-02 14:31', '2026-03-02 14:32']) await cloud.passTo(plusSeconds(shanghai(minute), 1));
  await until(async () => (await crowd()).every((file) => timesTold(file) > 0), READ_ALL);
  await cloud.idle();
  const files = await crowd();
  expect(files).toHaveLength(COUNT);
  expect(files.filter((file) => claimsOf(file, 'yellow').length !== 1).map((file) => caseOf(file).id)).toEqual([]);
  expect(
    files.filter((file) => claimsOf(file, 'yellow')[0]?.due !== warnAtOf(file)).map((file) => caseOf(file).id),
  ).toEqual([]);
  expect(files.filter((file) => timesTold(file) !== 1).map(idOf)).toEqual([]);
  // One message at once to each telephone, of the oldest; a minute later one with all the rest.
  expect([atOnce, told.length]).toEqual([GRIDS, 2 * GRIDS]);
  expect(cloud.states.stats().waiting).toBeGreaterThanOrEqual(COUNT);
  const places = new Map(
    files
      .map(idOf)
      .sort()
      .map((id, place) => [id, place]),
  );
  const ranks = [...claimed].flatMap((key) => places.get(/#([^#]+)"\}/.exec(key)?.[1] ?? '') ?? []);
  expect(ranks).toHaveLength(COUNT);
  const order = orderOf(ranks);
  console.log(
    `crowd: ${COUNT} claimed in ${rounded(seconds)} s, told in ${told.length} messages; order of the claims by age: correlation ${order.correlation.toFixed(4)}, farthest off ${order.farthest}`,
  );
  expect(order.correlation).toBeGreaterThan(0.98);
  console.log(
    `crowd: meanwhile ${milliseconds.length} requests, median ${rounded(median(milliseconds))} ms, p99 ${rounded(p99(milliseconds))} ms`,
  );
  expect(milliseconds.length).toBeGreaterThan(10);
  expect(statuses.filter((status) => status !== 200 && status !== 201)).toEqual([]);
}, 1_500_000);

test('with every execution stopped, the reconciler alone claims each light, oldest first, and starts them again', async () => {
  const COUNT = 600;
  const MINUTES = 5;
  const GRIDS = 50;
  const told: string[] = [];
  const directory = crowdedDocuments(GRIDS);
  await using cloud = await aCloud({ directory, onSms: ({ message }) => told.push(message) });
  using look = inside(cloud.endpoints);
  await addCrowd(look, { count: COUNT, from: MONDAY, seconds: MINUTES * 60, grids: GRIDS });
  await until(() => cloud.states.stats().waiting === COUNT);
  for (const executionArn of (await look.running()).values())
    await look.machine.send(new StopExecutionCommand({ executionArn }));
  expect(cloud.states.stats()).toEqual({ running: 0, waiting: 0 });

  const first = shanghai('2026-03-02 14:30');
  await cloud.passTo(plusSeconds(first, -1));
  expect(told).toEqual([]);
  for (let minute = 0; minute <= MINUTES + 2; minute += 1) await cloud.passTo(plusSeconds(first, minute * 60));
  await until(() => cloud.states.stats().waiting === COUNT);
  await cloud.idle();
  await cloud.passTo(plusSeconds(first, 20 * 60));
  await until(async () => [...(await look.files()).values()].every((file) => timesTold(file) > 0));

  const files = [...(await look.files()).values()].sort((a, b) => (caseOf(a).id < caseOf(b).id ? -1 : 1));
  const claims = files.map((file) => claimsOf(file, 'yellow'));
  expect(claims.filter((own) => own.length !== 1)).toEqual([]);
  const claimedAt = claims.map(([claim]) => claim?.at ?? '');
  expect(worstWait(claimedAt)).toBeLessThanOrEqual(120_000);
  expect(new Set(claimedAt).size).toBeGreaterThanOrEqual(MINUTES);
  const late = claims.map(([claim]) => (claim ? ms(claim.at) - ms(claim.due) : Number.NaN));
  expect(Math.max(...late)).toBeLessThanOrEqual(180_000);
  expect(files.filter((file) => timesTold(file) !== 1).map(idOf)).toEqual([]);
  console.log(`crowd: by the reconciler, ${COUNT} told in ${told.length} messages to ${GRIDS} telephones`);

  const restarts = files.flatMap(({ history }) =>
    history.flatMap(({ what }) => (what.type === 'restarted' ? [what] : [])),
  );
  expect(restarts).toEqual(files.map(() => ({ type: 'restarted', restart: 2, because: 'its execution is ended' })));
  expect([...(await look.running()).keys()].sort()).toEqual(files.map((file) => `${caseOf(file).id}-2`));

  const morning = shanghai('2026-03-03 09:01:00');
  const dueByThen = files.filter((file) => caseOf(file).stages[0].clock.dueAt < morning).length;
  await cloud.passTo(morning);
  const reds = async () => [...(await look.files()).values()].flatMap((file) => claimsOf(file, 'red'));
  await until(async () => (await reds()).length >= dueByThen);
  await cloud.idle();
  expect(dueByThen).toBeGreaterThan(COUNT / MINUTES / 2);
  expect(await reds()).toHaveLength(dueByThen);
  expect((await look.files()).get(ulid(0))?.workflow.restart).toBe(2);
}, 1_500_000);

/**
 * By how many milliseconds of the clock anything was claimed after something younger. One whose write met another's is
 * decided again after a pause, in which those worked on beside it go on and the minute may end; and one that was written for
 * another reason is claimed in that minute, when those of its age have until the next but one.
 */
function worstWait(claimedAt: readonly string[]): number {
  let youngest = claimedAt.at(-1) ?? '';
  let worst = 0;
  for (const at of claimedAt.toReversed()) {
    if (at < youngest) youngest = at;
    worst = Math.max(worst, ms(at) - ms(youngest));
  }
  return worst;
}

const warnAtOf = (file: CaseFile) => caseOf(file).stages[0].clock.warnAt;

/** Milliseconds between two readings of ten thousand cases, which take seconds themselves. */
const READ_ALL = 5000;

/** Waits for what happens on threads that tell nobody. */
async function until(done: () => boolean | Promise<boolean>, every = 250): Promise<void> {
  const giveUpAt = performance.now() + 1_200_000;
  while (!(await done())) {
    if (performance.now() > giveUpAt) throw new Error('it did not come to pass in twenty minutes');
    await pause(every);
  }
}

/** Asks for a case and opens one, over and over, until stopped. */
function answering(cloud: Awaited<ReturnType<typeof aCloud>>) {
  const milliseconds: number[] = [];
  const statuses: number[] = [];
  let stopped = false;
  const timed = async (ask: () => Promise<{ status: number }>) => {
    const began = performance.now();
    statuses.push((await ask()).status);
    milliseconds.push(performance.now() - began);
  };
  const running = (async () => {
    for (let count = 0; !stopped; count += 1) {
      await timed(() => cloud.get(`/cases/${ulid((count * 997) % 1_000)}`));
      await timed(() => cloud.open(anOpening({ id: ulid(1e6 + count), category: 'fire' }), 'niushi-v1-g1'));
      await pause(200);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await running;
      return { milliseconds: milliseconds.toSorted((a, b) => a - b), statuses };
    },
  };
}
