import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { anOpening, MONDAY, shanghai } from '../support/casework.ts';
import { statesOf } from '../support/states-of.ts';

/* A pause that resumes by itself and hides nothing, extensions before expiry, requests that somebody rules on or not. */

const { id } = anOpening();
const GRID = 'niushi-v1-g1';
const pauseUntil = (until: string) => ({ type: 'pause', reason: 'weather', until, note: '暴雨无法施工' });
const rule = (wish: string, grant = true) => ({ type: 'rule', wish, grant, reason: '同意' });

const ok = async (cloud: TestCloud, who: string, command: object) => {
  const { status, body } = await cloud.command(id, who, command);
  expect([status, body.detail]).toEqual([200, undefined]);
  await cloud.idle();
  return body;
};

describe('a pause', () => {
  // The grid has 420 working minutes from Monday 09:00: due 18:00, yellow from 14:30.
  test('asked and approved stops the clocks, resumes by itself, and loses no working minute', async () => {
    await using cloud = await aCloud();
    await cloud.open(anOpening(), GRID);
    await cloud.passTo(shanghai('2026-03-02 10:00'));
    await ok(cloud, GRID, pauseUntil(shanghai('2026-03-04 10:30')));
    expect((await statesOf(cloud, id)).at(-1)).toBe('Asked');
    expect(await cloud.smsTexts()).toContainEqual(expect.stringMatching(/^\+8610000000021 .*有请示待批/));
    await cloud.passTo(shanghai('2026-03-02 10:30'));
    await ok(cloud, 'niushi-v1', rule('pause'));
    expect((await statesOf(cloud, id)).at(-1)).toBe('Paused');
    expect(await cloud.see(id)).toMatchObject({ light: 'green', clock: { dueAt: null, warnAt: null } });
    expect((await cloud.get(`/cases?holder=${GRID}`)).body.cases).toMatchObject([{ light: 'green', dueAt: null }]);
    await cloud.passTo(shanghai('2026-03-04 10:29'));
    expect(await cloud.see(id)).toMatchObject({ light: 'green', paused: { reason: 'weather' } });
    await cloud.passTo(shanghai('2026-03-04 10:30'));
    expect((await statesOf(cloud, id)).at(-1)).toBe('Grid');
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({ paused: null, light: 'green' });
    expect(kase.stages[0]?.clock).toMatchObject({
      warnAt: shanghai('2026-03-04 14:30'),
      dueAt: shanghai('2026-03-04 18:00'),
    });
    const { body } = await cloud.get(`/cases/${id}/explanation`);
    expect(JSON.stringify(body)).toMatch(/Paused from .*840 working minutes do not count/);
    await cloud.passTo(plusSeconds(shanghai('2026-03-04 18:00'), 1));
    expect(await cloud.see(id)).toMatchObject({ light: 'red' });
  });

  test('in yellow stays yellow, and resolving out of it closes the pause first', async () => {
    await using cloud = await aCloud();
    await cloud.open(anOpening(), GRID);
    await cloud.passTo(shanghai('2026-03-02 15:00'));
    await ok(cloud, GRID, pauseUntil(shanghai('2026-03-05 15:00')));
    await ok(cloud, 'niushi-v1', rule('pause'));
    await cloud.passTo(shanghai('2026-03-04 09:00'));
    expect(await cloud.see(id)).toMatchObject({ light: 'yellow' });
    expect((await cloud.get('/wall?unit=niushi')).body.rows).toMatchObject([
      { all: { yellow: 1, red: 0 } },
      {},
      {},
      {},
    ]);
    await ok(cloud, GRID, { type: 'resolve', result: '已办' });
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({ status: 'closed', light: 'green', paused: null });
    expect(
      kase.history.map(({ what }) => what.type).filter((type) => ['paused', 'resumed', 'resolved'].includes(type)),
    ).toEqual(['paused', 'resumed', 'resolved']);
  });

  test('nobody approves: after a working day it is refused, and the case goes on as it was', async () => {
    await using cloud = await aCloud();
    await cloud.open(anOpening(), GRID);
    await ok(cloud, GRID, pauseUntil(shanghai('2026-03-06 18:00')));
    await cloud.passTo(shanghai('2026-03-02 14:31'));
    expect(await cloud.see(id)).toMatchObject({ light: 'yellow', requests: [{ wish: { kind: 'pause' } }] });
    for (const at of ['2026-03-02 18:01', '2026-03-03 17:59', '2026-03-03 18:01']) await cloud.passTo(shanghai(at));
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({ requests: [], paused: null, light: 'red' });
    expect(kase.history.find(({ what }) => what.type === 'ruled')?.what).toMatchObject({
      granted: false,
      deemed: true,
    });
    expect((await statesOf(cloud, id)).at(-1)).toBe('Grid red');
  });

  test('too long, too often, by the wrong person, or twice at once: refused with the rule', async () => {
    await using cloud = await aCloud();
    await cloud.open(anOpening(), GRID);
    const refused = async (who: string, command: object) => (await cloud.command(id, who, command)).body.code;
    expect(await refused(GRID, pauseUntil(plusSeconds(MONDAY, 31 * 86_400)))).toBe('pause-too-long');
    expect(await refused(GRID, pauseUntil(MONDAY))).toBe('pause-too-long');
    expect(await refused('niushi-v1', pauseUntil(plusSeconds(MONDAY, 86_400)))).toBe('not-yours');
    await ok(cloud, GRID, pauseUntil(plusSeconds(MONDAY, 86_400)));
    expect(await refused(GRID, pauseUntil(plusSeconds(MONDAY, 86_400)))).toBe('already-asked');
    expect(await refused('niushi', rule('pause'))).toBe('not-yours');
    expect(await refused('niushi-v1', rule('extension'))).toBe('not-asked');
    await ok(cloud, GRID, { type: 'withdraw', wish: 'pause', reason: '不必了' });
    for (const _ of [1, 2]) {
      await ok(cloud, GRID, pauseUntil(plusSeconds(MONDAY, 86_400)));
      await ok(cloud, 'niushi-v1', rule('pause'));
      await ok(cloud, GRID, { type: 'resume', reason: '雨停' });
    }
    expect(await refused(GRID, pauseUntil(plusSeconds(MONDAY, 86_400)))).toBe('too-many-pauses');
  });
});

describe('an extension', () => {
  test('asked before expiry moves both clocks; after it, it is refused', async () => {
    await using cloud = await aCloud();
    await cloud.open(anOpening(), GRID);
    const extend = { type: 'extend', limit: { measure: 'working-minutes', count: 120 }, reason: '等材料' };
    await cloud.passTo(shanghai('2026-03-02 17:00'));
    await ok(cloud, GRID, extend);
    await ok(cloud, 'niushi-v1', rule('extension'));
    const kase = await cloud.see(id);
    expect(kase.stages[0]?.clock.dueAt).toBe(shanghai('2026-03-03 11:00'));
    await cloud.passTo(shanghai('2026-03-03 11:01'));
    expect(await cloud.see(id)).toMatchObject({ light: 'red' });
    expect((await cloud.command(id, GRID, extend)).body.code).toBe('expired');
  });
});

describe('a transfer', () => {
  test('that nobody refuses within two working hours counts as accepted, and is noted', async () => {
    await using cloud = await aCloud();
    await cloud.open(anOpening(), GRID);
    await ok(cloud, GRID, { type: 'transfer', to: 'niushi-v1-g2', reason: '在二网格' });
    await cloud.passTo(shanghai('2026-03-02 11:00'));
    expect(await cloud.see(id)).toMatchObject({ holder: GRID });
    await cloud.passTo(plusSeconds(shanghai('2026-03-02 11:00'), 1));
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({ holder: 'niushi-v1-g2', firstReceiver: { by: { unit: GRID } } });
    expect(kase.history.find(({ what }) => what.type === 'ruled')).toMatchObject({
      by: { system: 'timer' },
      what: { granted: true, deemed: true },
    });
    expect((await statesOf(cloud, id)).at(-1)).toBe('Grid');
  });

  test('that is refused stays', async () => {
    await using cloud = await aCloud();
    await cloud.open(anOpening(), GRID);
    await ok(cloud, GRID, { type: 'transfer', to: 'niushi-v1-g2', reason: '在二网格' });
    await ok(cloud, 'niushi-v1-g2', rule('transfer', false));
    expect(await cloud.see(id)).toMatchObject({ holder: GRID, requests: [] });
  });
});

test('after two returns the centre rules where a case belongs, and that binds', async () => {
  await using cloud = await aCloud();
  await cloud.open(anOpening(), GRID);
  for (const _ of [1, 2]) {
    await ok(cloud, GRID, { type: 'escalate', reason: '办不了' });
    await ok(cloud, 'niushi-v1', { type: 'return', reason: '属网格职责' });
  }
  await ok(cloud, GRID, { type: 'escalate', reason: '办不了' });
  await ok(cloud, 'niushi-v1', { type: 'return', reason: '属网格职责' });
  expect(await cloud.see(id)).toMatchObject({
    holder: 'niushi-v1',
    requests: [{ to: 'shawan', wish: { kind: 'placement' } }],
  });
  await ok(cloud, 'shawan', { ...rule('placement'), unit: 'niushi-v1' });
  expect(await cloud.see(id)).toMatchObject({ holder: 'niushi-v1', requests: [] });
  expect((await cloud.command(id, 'niushi-v1', { type: 'return', reason: '不是' })).body.code).toBe('bound');
});

test('a level above presses, as often as it must, and the holder is told', async () => {
  await using cloud = await aCloud();
  await cloud.open(anOpening(), GRID);
  for (const who of ['niushi', 'shawan']) await ok(cloud, who, { type: 'press', words: '请加紧办理' });
  expect((await cloud.get(`/cases?holder=${GRID}`)).body.cases).toMatchObject([{ presses: 2 }]);
  const told = async () =>
    (await cloud.smsTexts()).filter((text) => text.includes('督办')).map((text) => text.slice(0, 14));
  // The same news within ten minutes is one message.
  expect((await told()).sort()).toEqual(['+8610000000031', '+8610000000039']);
  await cloud.passTo(plusSeconds(cloud.now(), 660));
  await ok(cloud, 'niushi', { type: 'press', words: '请加紧办理' });
  expect((await told()).sort()).toEqual(['+8610000000031', '+8610000000031', '+8610000000039', '+8610000000039']);
});
