import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { type Instant, plusSeconds } from '../../domain/primitives.ts';
import { aCloud } from '../support/a-cloud.ts';
import { documents, fire } from '../support/a-district.ts';
import { anOpening, shanghai } from '../support/casework.ts';
import { inside } from '../support/inside.ts';
import { ulid } from '../support/ulids.ts';

/*
 * "An auditor job finds any notice or rung overdue by more than its bound, repairs it once, and reports healthy only when there
 * is none; switching the relay off for ten minutes shows it working." The reconciler is that job. While the streams are cut
 * nothing that they should have told anybody is told later: what is done is done by the reconciler alone.
 */

const Report = z.object({
  message: z.literal('reconciled'),
  looked: z.number(),
  failed: z.number(),
  healthy: z.boolean(),
  rungs: z.number(),
  notices: z.number(),
  signals: z.number(),
});
type Report = z.infer<typeof Report>;

/** What the reconciler said, minute by minute. */
const reportsIn = (logs: string): Report[] =>
  readdirSync(logs)
    .filter((name) => /Reconcile/i.test(name))
    .flatMap((name) => readFileSync(join(logs, name), 'utf8').split('\n'))
    .filter((line) => line.includes('"message":"reconciled"'))
    .map((line) => Report.parse(JSON.parse(line)));

/** Turns yellow after three minutes and red after six, around the clock. */
const quick = {
  ...fire,
  id: 'quick',
  name: '急件',
  limits: { ...fire.limits, grid: { measure: 'minutes' as const, count: 6 } },
  overdue: { remindEvery: { measure: 'minutes' as const, count: 9_000 }, reminders: 0 },
};

const OFF = shanghai('2026-03-02 10:00');
const MINUTES_OFF = 10;

/** How often each notice was sent, and each light claimed. */
const counted = ({ history }: CaseFile): number[] => {
  const names = history.flatMap(({ what }) =>
    what.type === 'rung'
      ? [`${what.rung} ${what.due}`]
      : what.type === 'notified' && what.outcome === 'sent'
        ? [what.notice]
        : [],
  );
  return [...Map.groupBy(names, (name) => name).values()].map((same) => same.length);
};

test('with the relay switched off for ten minutes the auditor finds what is overdue, repairs it once, and is healthy again', async () => {
  const { categories } = documents();
  await using cloud = await aCloud({ directory: documents({ categories: [...categories, quick] }) });
  using look = inside(cloud.endpoints);
  let at: Instant = cloud.now();
  const minutes = async (count: number) => {
    const before = reportsIn(join(cloud.data, 'logs')).length;
    for (let minute = 0; minute < count; minute += 1) {
      at = plusSeconds(at, 60);
      await cloud.passTo(at);
    }
    return reportsIn(join(cloud.data, 'logs')).slice(before);
  };
  /** Its own officer's, one that waits for its officer, and one that is passed on. */
  const work = async (number: number) => {
    const [own, waiting, moved] = [ulid(number), ulid(number + 1), ulid(number + 2)];
    await cloud.open(anOpening({ id: own, category: 'quick' }), 'niushi-v1-g1');
    await cloud.open(anOpening({ id: waiting, category: 'quick' }), 'niushi-v1');
    await cloud.open(anOpening({ id: moved }), 'niushi-v1-g1');
    const up = { type: 'escalate', reason: '需要设备' };
    expect((await cloud.command(moved, 'niushi-v1-g1', up)).status).toBe(200);
  };

  await work(0);
  await cloud.passTo(plusSeconds(OFF, -600));
  at = plusSeconds(OFF, -600);
  const quiet = await minutes(10);
  expect(quiet.filter(({ healthy }) => !healthy)).toEqual([]);

  cloud.loseRecords(/./);
  const texts = (await cloud.smsTexts()).length;
  for (const number of [10, 20, 30]) await work(number);
  const cut = await minutes(MINUTES_OFF);
  expect(await cloud.smsTexts()).toHaveLength(texts);
  expect(cut.slice(-5).map(({ healthy }) => healthy)).toEqual(Array(5).fill(false));

  cloud.loseRecords();
  const repairing = await minutes(8);
  const after = await minutes(20);
  const rows = [...cut, ...repairing].map(({ looked, healthy, rungs, notices, signals }, minute) => ({
    minute: minute + 1,
    ...{ relay: minute < MINUTES_OFF ? 'off' : 'on', looked, rungs, notices, signals, healthy },
  }));
  console.table(rows);

  const sum = (kind: 'rungs' | 'notices' | 'signals') => rows.reduce((total, row) => total + row[kind], 0);
  expect(sum('rungs')).toBe(3 * 2 * 2);
  expect(sum('notices')).toBeGreaterThan(0);
  expect(sum('signals')).toBeGreaterThan(0);
  expect(after.map(({ healthy }) => healthy)).toEqual(after.map(() => true));
  const files = [...(await look.files()).values()];
  expect(files.flatMap(counted).filter((count) => count !== 1)).toEqual([]);
  for (const { outbox } of files) expect(outbox.filter(({ notBefore }) => notBefore <= at)).toEqual([]);
  expect((await look.running()).size).toBe(files.length);
});

test('a letter of which the sender never heard is sent by the auditor alone, once', async () => {
  await using cloud = await aCloud();
  const { id } = anOpening();
  await cloud.open(anOpening(), 'niushi-v1-g1');
  await cloud.smsTexts();
  const sending = cloud.spec.mappings.find(({ logicalId }) => /send/i.test(logicalId));
  cloud.loseRecords(new RegExp(sending?.logicalId ?? '^$'));
  const up = { type: 'escalate', reason: '需要设备' };
  expect((await cloud.command(id, 'niushi-v1-g1', up)).status).toBe(200);
  expect(await cloud.smsTexts()).toEqual([]);
  cloud.loseRecords();
  for (let minute = 1; minute <= 6; minute += 1)
    await cloud.passTo(plusSeconds(shanghai('2026-03-02 09:00'), minute * 60));
  expect(await cloud.smsTexts()).toEqual([expect.stringContaining(`转来待办 ${id}`)]);
  const said = reportsIn(join(cloud.data, 'logs')).map(({ notices }) => notices);
  expect(said.reduce((sum, count) => sum + count, 0)).toBe(1);
});
