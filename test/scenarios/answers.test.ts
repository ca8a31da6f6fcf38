import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { anOpening, MONDAY, OTHER_CASE, shanghai } from '../support/casework.ts';
import { statesOf } from '../support/states-of.ts';

/* S11 a dissatisfied resident's case is opened again · S17 the first contact stays answerable until somebody takes over. */

const { id } = anOpening();
const GRID = 'niushi-v1-g1';

const ok = async (cloud: TestCloud, who: string, command: object, of = id) => {
  const { status, body } = await cloud.command(of, who, command);
  expect([status, body.detail]).toEqual([200, undefined]);
  await cloud.idle();
};
const answered = async (cloud: TestCloud) => {
  await cloud.open(anOpening({ resident: true }), GRID);
  await cloud.passTo(plusSeconds(MONDAY, 600));
  await ok(cloud, GRID, { type: 'resolve', result: '已修' });
};

describe("the resident's word", () => {
  test('is awaited; satisfied closes', async () => {
    await using cloud = await aCloud();
    await answered(cloud);
    expect(await cloud.see(id)).toMatchObject({ status: 'feedback', holder: GRID, light: 'green', endedAt: null });
    expect((await statesOf(cloud, id)).at(-1)).toBe('Feedback');
    expect((await cloud.command(id, GRID, { type: 'rate', satisfied: true })).body.code).toBe('not-for-you');
    await ok(cloud, 'niushi-v1', { type: 'rate', satisfied: true, words: '很快' });
    expect(await cloud.see(id)).toMatchObject({ status: 'closed', rating: { satisfied: true } });
    expect((await statesOf(cloud, id)).at(-1)).toBe('Closed');
  });

  test('does not come: after 15 days the case closes by itself', async () => {
    await using cloud = await aCloud();
    await answered(cloud);
    await cloud.passTo(shanghai('2026-03-17 23:59'));
    expect(await cloud.see(id)).toMatchObject({ status: 'feedback' });
    await cloud.passTo(shanghai('2026-03-18 00:01'));
    expect(await cloud.see(id)).toMatchObject({ status: 'closed', light: 'green' });
    const { status, body } = await cloud.command(id, GRID, { type: 'reopen', reason: '又塌了' });
    expect([status, body.code]).toEqual([422, 'not-open']);
    expect((await cloud.open(anOpening({ id: OTHER_CASE, reopens: id }), GRID)).status).toBe(201);
    expect(await cloud.see(OTHER_CASE)).toMatchObject({ links: [{ case: id, how: 'reopens' }] });
    expect(await cloud.see(id)).toMatchObject({ links: [{ case: OTHER_CASE, how: 'continued-by' }] });
  });

  test('is no: one level above rules, a new cycle has its own limit, and the old light is settled', async () => {
    await using cloud = await aCloud();
    await answered(cloud);
    await cloud.passTo(shanghai('2026-03-09 09:00'));
    await ok(cloud, 'niushi-v1', { type: 'rate', satisfied: false, words: '又塌了' });
    await ok(cloud, GRID, { type: 'reopen', reason: '又塌了' });
    expect(await cloud.see(id)).toMatchObject({ requests: [{ to: 'niushi-v1', wish: { kind: 'reopening' } }] });
    await cloud.passTo(shanghai('2026-03-09 10:00'));
    await ok(cloud, 'niushi-v1', { type: 'rule', wish: 'reopening', grant: true, reason: '属实' });
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({
      status: 'open',
      holder: GRID,
      light: 'green',
      clock: { startedAt: shanghai('2026-03-09 10:00') },
      cycles: [{ clock: { startedAt: MONDAY, light: 'green', settled: true } }],
    });
    expect((await statesOf(cloud, id)).at(-1)).toBe('Grid');
    expect((await cloud.get(`/cases/${id}/explanation`)).body.clocks).toContainEqual(
      expect.objectContaining({ clock: 'cycle', light: 'green', settled: true }),
    );
    await cloud.passTo(plusSeconds(shanghai('2026-03-10 10:00'), 1));
    expect(await cloud.see(id)).toMatchObject({ light: 'red', cycles: [{ clock: { light: 'green' } }] });
  });

  test('is no, and the ruling is no: closed', async () => {
    await using cloud = await aCloud();
    await answered(cloud);
    await ok(cloud, GRID, { type: 'reopen', reason: '又塌了' });
    await ok(cloud, 'niushi-v1', { type: 'rule', wish: 'reopening', grant: false, reason: '查无此事' });
    expect(await cloud.see(id)).toMatchObject({ status: 'closed', light: 'green' });
  });
});

describe('two cases', () => {
  const two = async (cloud: TestCloud) => {
    await cloud.open(anOpening(), GRID);
    await cloud.open(anOpening({ id: OTHER_CASE, words: '同一处塌陷' }), GRID);
  };

  test('are merged: both keep their history, one goes on, and neither points back', async () => {
    await using cloud = await aCloud();
    await two(cloud);
    const merge = { type: 'merge', into: OTHER_CASE, reason: '同一处' };
    await ok(cloud, GRID, merge);
    expect(await cloud.see(id)).toMatchObject({ status: 'merged', mergedInto: OTHER_CASE, chain: { verified: true } });
    expect(await cloud.see(OTHER_CASE)).toMatchObject({ status: 'open', links: [{ case: id, how: 'absorbed' }] });
    expect((await cloud.command(OTHER_CASE, GRID, { ...merge, into: id })).body.code).toBe('other-case');
    expect((await statesOf(cloud, id)).at(-1)).toBe('Closed');
  });

  test('merged into each other at the same instant: never are both gone', async () => {
    await using cloud = await aCloud();
    await two(cloud);
    await Promise.all([
      cloud.command(id, GRID, { type: 'merge', into: OTHER_CASE, reason: '同一处' }),
      cloud.command(OTHER_CASE, GRID, { type: 'merge', into: id, reason: '同一处' }),
    ]);
    const both = [await cloud.see(id), await cloud.see(OTHER_CASE)];
    expect(both.map(({ status }) => status)).toContain('open');
    for (const { links, status } of both.filter((own) => own.status === 'open')) {
      const other = both.find((own) => own.status === 'merged');
      expect([status, links]).toEqual(['open', other ? [{ case: other.id, how: 'absorbed' }] : []]);
    }
    if (both.every(({ status }) => status === 'open')) {
      await ok(cloud, GRID, { type: 'merge', into: OTHER_CASE, reason: '同一处' });
    }
  });

  test('three merged in a circle at the same instant: at least one stays open', async () => {
    await using cloud = await aCloud();
    const ids = [id, OTHER_CASE, '01KJP3AB5S8M6W3T9V2XQ4RD7E'];
    for (const own of ids) await cloud.open(anOpening({ id: own }), GRID);
    await Promise.all(
      ids.map((own, index) =>
        cloud.command(own, GRID, { type: 'merge', into: ids[(index + 1) % 3] ?? '', reason: '同一处' }),
      ),
    );
    const statuses = await Promise.all(ids.map(async (own) => (await cloud.see(own)).status));
    expect(statuses).toContain('open');
  });

  test('are linked on both; one that is not there, or not yours, is refused alike', async () => {
    await using cloud = await aCloud();
    await two(cloud);
    await ok(cloud, GRID, { type: 'link', to: OTHER_CASE });
    expect(await cloud.see(id)).toMatchObject({ links: [{ case: OTHER_CASE, how: 'related' }] });
    expect(await cloud.see(OTHER_CASE)).toMatchObject({ links: [{ case: id, how: 'related' }] });
    const nowhere = '01KJP3AB5S8M6W3T9V2XQ4RD7Z';
    const theirs = '01KJP3AB5S8M6W3T9V2XQ4RD7Y';
    await cloud.open(anOpening({ id: theirs, grid: 'fulu-v1-g1' }), 'fulu-v1-g1');
    const [one, two_] = [
      await cloud.command(id, GRID, { type: 'link', to: nowhere }),
      await cloud.command(id, GRID, { type: 'link', to: theirs }),
    ];
    expect([one.status, one.body.code, two_.status, two_.body.code]).toEqual([422, 'other-case', 422, 'other-case']);
  });
});

test('the first contact stays named until another officer accepts the duty', async () => {
  await using cloud = await aCloud();
  await cloud.open(anOpening(), GRID);
  await ok(cloud, GRID, { type: 'escalate', reason: '办不了' });
  expect(
    (await cloud.command(id, 'niushi-v1', { type: 'hand-duty', officer: 'of-niushi-v1', reason: '?' })).status,
  ).toBe(403);
  await ok(cloud, GRID, { type: 'hand-duty', officer: 'of-niushi-v1-g2', reason: '调岗' });
  expect(await cloud.see(id)).toMatchObject({ firstReceiver: { by: { officer: `of-${GRID}` } } });
  await ok(cloud, 'niushi-v1', { type: 'escalate', reason: '办不了' });
  await ok(cloud, 'niushi-v1-g2', { type: 'rule', wish: 'first-contact', grant: true, reason: '接手' });
  expect(await cloud.see(id)).toMatchObject({ firstReceiver: { by: { officer: 'of-niushi-v1-g2' } } });
  await ok(cloud, 'niushi', { type: 'escalate', reason: '办不了' });
  // What is not urgent is gathered for half an hour.
  await cloud.passTo(plusSeconds(cloud.now(), 1860));
  expect((await cloud.smsTexts()).filter((text) => text.includes('首问')).length).toBeGreaterThan(0);
});
