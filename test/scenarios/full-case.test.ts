import { expect, test } from 'vitest';
import { decide } from '../../domain/case/decide.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { append, caseOf } from '../../domain/case-file/case-file.ts';
import { continuationOf } from '../../domain/case-file/continuation.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { caseStore } from '../../functions/shell/case-store.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { of } from '../support/a-district.ts';
import { anOpening, MONDAY, means } from '../support/casework.ts';
import { inside } from '../support/inside.ts';

/* S26 a history is safe from growth: a full case says so, can always end, and goes on in a linked one. */

const opening = anOpening({ place: { longitude: 103.5, latitude: 29.4, address: '双河村口' } });
const { id } = opening;
const VILLAGE = 'niushi-v1';
const NEXT = '01KJP3AB5S8M6W3T9V2XQ4RD7F';
const COMMAND = '01KJP3AB5S8M6W3T9V2XQ4RD7G';
const LONGEST = '长'.repeat(2000);

/** A case in the hands of a village, pressed with the longest words until no more fit. */
async function full(): Promise<TestCloud & { refused: Record<string, unknown> }> {
  const cloud = await aCloud();
  await cloud.open(opening, 'niushi-v1-g1');
  await cloud.passTo(plusSeconds(MONDAY, 600));
  await cloud.command(id, 'niushi-v1-g1', { type: 'escalate', reason: LONGEST });
  for (let count = 0; count < 200; count += 1) {
    const { status, body } = await cloud.command(id, 'shawan', { type: 'press', words: LONGEST });
    if (status !== 200) return { ...cloud, refused: { status, ...body } };
  }
  throw new Error('it never was full');
}

const clocksOf = ({ clock, stages, holder, firstReceiver }: Awaited<ReturnType<TestCloud['see']>>) => ({
  clock,
  stage: stages.at(-1)?.clock,
  holder,
  first: firstReceiver?.by,
});

test('a full case names the remedy, and goes on in a linked one: same hands, clocks, first contact and words', async () => {
  await using cloud = await full();
  expect(cloud.refused).toMatchObject({
    status: 422,
    code: 'case-full',
    detail: expect.stringContaining('"continue"'),
  });
  const before = await cloud.see(id);
  const go = { type: 'continue', as: NEXT, id: COMMAND };
  expect((await cloud.command(id, VILLAGE, go)).status).toBe(200);

  const [first, next] = [await cloud.see(id), await cloud.see(NEXT)];
  expect(first).toMatchObject({ status: 'continued', holder: null, links: [{ case: NEXT, how: 'continued-by' }] });
  expect(next).toMatchObject({ status: 'open', origin: first.origin, links: [{ case: id, how: 'continues' }] });
  expect(clocksOf(next)).toEqual(clocksOf(before));
  expect(next.history[0]?.content).toEqual({ words: opening.words, place: opening.place });
  const [opened] = next.history;
  expect(opened?.what).toMatchObject({ continues: { case: id, head: before.chain.head } });
  expect(first.history.map(({ hash }) => hash)).toContain(before.chain.head);
  expect([first.chain.verified, next.chain.verified]).toEqual([true, true]);

  // Said again, with its id and without, and by somebody else.
  expect((await cloud.command(id, VILLAGE, go)).status).toBe(200);
  expect(await cloud.command(id, VILLAGE, { type: 'continue', as: NEXT })).toMatchObject({
    status: 422,
    body: { code: 'not-open' },
  });
  expect((await cloud.command(id, 'fulu', { type: 'continue', as: NEXT })).status).toBe(403);
  expect(await cloud.see(NEXT)).toMatchObject({ version: next.version, status: 'open' });

  // The next one has room, and lights of its own machine.
  expect((await cloud.command(NEXT, 'shawan', { type: 'press', words: LONGEST })).status).toBe(200);
  await cloud.passTo(plusSeconds(next.clock.dueAt ?? '', 1));
  expect(await cloud.see(NEXT)).toMatchObject({ light: 'red' });
  expect(
    (await cloud.command(NEXT, (await cloud.see(NEXT)).holder ?? '', { type: 'resolve', result: '已修' })).status,
  ).toBe(200);
  expect(await cloud.see(NEXT)).toMatchObject({ status: 'closed', light: 'red', settled: true });
});

test('a full case still can end', async () => {
  await using cloud = await full();
  const transfer = { type: 'transfer', to: 'fulu-v1', reason: LONGEST };
  expect((await cloud.command(id, VILLAGE, transfer)).body).toMatchObject({ code: 'case-full' });
  expect((await cloud.command(id, VILLAGE, { type: 'resolve', result: '已修复' })).status).toBe(200);
  // Word to the first contact is gathered for half an hour.
  await cloud.passTo(plusSeconds(cloud.now(), 1860));
  expect(await cloud.see(id)).toMatchObject({ status: 'closed', light: 'green', settled: true, outbox: [] });
});

test('a crash after the first of the two writes is mended by saying it again; another case is not taken for it', async () => {
  await using cloud = await full();
  using own = inside(cloud.endpoints);
  const file = (await own.files()).get(id);
  if (!file) throw new Error('no such case');
  const present = means(cloud.now());
  const decision = decide(caseOf(file), { type: 'continue', as: NEXT }, of(VILLAGE), cloud.now(), present.directory);
  if (isRefusal(decision)) throw new Error(decision.message);
  const [{ by } = { by: { system: 'timer' as const } }] = decision;
  const head = file.history.at(-1)?.hash ?? '';
  const next = continuationOf(append(file, decision, present), head, NEXT, by, present);
  await caseStore(own.tables, await own.tableOfCases(), 'shawan').save({ ...next, version: 1 }, present);

  expect(await cloud.see(id)).toMatchObject({ status: 'open' });
  expect((await cloud.command(id, 'fulu', { type: 'continue', as: NEXT })).status).toBe(403);
  expect((await cloud.command(id, VILLAGE, { type: 'continue', as: NEXT })).status).toBe(200);
  expect(await cloud.see(id)).toMatchObject({ status: 'continued' });
  const mended = (await cloud.see(NEXT)).history.filter(({ what }) => what.type !== 'notified');
  expect(mended.map(({ hash }) => hash)).toEqual(next.history.map(({ hash }) => hash));

  const another = await cloud.open(anOpening({ id: COMMAND }), 'niushi-v1-g1');
  expect(another.status).toBe(201);
  expect(await cloud.command(COMMAND, VILLAGE, { type: 'continue', as: NEXT })).toMatchObject({
    body: { code: 'not-full' },
  });
});
