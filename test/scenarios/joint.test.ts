import { expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { anOpening, MONDAY, shanghai } from '../support/casework.ts';
import { statesOf } from '../support/states-of.ts';

/*
 * S27: one lead, several co-handlers, each with its own clock; the lead closes only when the mandatory parts are done.
 */

const { id } = anOpening();

async function atTheCentre(cloud: TestCloud): Promise<void> {
  await cloud.open(anOpening(), 'niushi-v1-g1');
  for (const who of ['niushi-v1-g1', 'niushi-v1', 'niushi']) {
    await cloud.command(id, who, { type: 'escalate', reason: '需部门' });
  }
  await cloud.idle();
}
const dispatch = {
  type: 'dispatch',
  department: 'dept-housing',
  instruction: '请牵头',
  with: [
    { department: 'dept-water', mandatory: true },
    { department: 'dept-power', mandatory: false },
  ],
};
const rowsOf = async (cloud: TestCloud, unit: string) => {
  await cloud.idle();
  const { body } = await cloud.get(`/cases?holder=${unit}`);
  return body.cases;
};

test('three departments, each with its own holds, clock, list and telephone; the lead ends last', async () => {
  await using cloud = await aCloud();
  await atTheCentre(cloud);
  expect(await cloud.command(id, 'shawan', dispatch)).toMatchObject({ status: 200 });
  await cloud.idle();
  expect(await statesOf(cloud, id)).toEqual(expect.arrayContaining(['Departments', 'Part where?', 'Part']));
  expect((await statesOf(cloud, id)).filter((name) => name === 'Part')).toHaveLength(3);
  const texts = await cloud.smsTexts();
  expect(texts).toContainEqual(expect.stringMatching(/^\+8610000000041 .*转来待办/));
  expect(texts).toContainEqual(expect.stringMatching(/^\+8610000000051 .*请协同办理/));
  expect(await rowsOf(cloud, 'dept-housing')).toMatchObject([{ id, status: 'open', light: 'green' }]);
  expect(await rowsOf(cloud, 'dept-power')).toMatchObject([{ id, status: 'helping', light: 'green' }]);

  expect(await cloud.command(id, 'dept-housing', { type: 'resolve', result: '已修' })).toMatchObject({
    status: 422,
    body: { code: 'parts-open', detail: expect.stringContaining('dept-water') },
  });
  expect(await cloud.command(id, 'dept-water', { type: 'contribute', result: '已改管' })).toMatchObject({
    status: 200,
  });
  expect(await rowsOf(cloud, 'dept-water')).toEqual([]);
  await cloud.passTo(plusSeconds(MONDAY, 3600));
  expect(await cloud.command(id, 'dept-housing', { type: 'resolve', result: '已修' })).toMatchObject({ status: 200 });
  expect(await rowsOf(cloud, 'dept-power')).toEqual([]);
  const kase = await cloud.see(id);
  expect(kase).toMatchObject({ status: 'checking', holder: 'shawan' });
  expect(kase.stages.at(-2)?.parts).toMatchObject([
    { unit: 'dept-water', outcome: 'done' },
    { unit: 'dept-power', outcome: 'lapsed' },
  ]);
  expect((await statesOf(cloud, id)).at(-1)).toBe('District');
  await cloud.command(id, 'shawan', { type: 'close' });
  await cloud.idle();
  expect((await statesOf(cloud, id)).at(-1)).toBe('Closed');
});

test('a part turns yellow and red by itself, and its own phones are told', async () => {
  await using cloud = await aCloud();
  await atTheCentre(cloud);
  await cloud.command(id, 'shawan', dispatch);
  for (const day of [3, 4, 5, 6]) {
    for (const hour of ['09:01', '14:01', '17:59']) await cloud.passTo(shanghai(`2026-03-0${day} ${hour}`));
  }
  for (const day of ['09', '10']) {
    for (const hour of ['09:01', '10:31', '14:01', '18:01']) await cloud.passTo(shanghai(`2026-03-${day} ${hour}`));
  }
  const kase = await cloud.see(id);
  expect(kase.stages.at(-1)?.parts.map(({ clock }) => clock.light)).toEqual(['red', 'red']);
  const texts = (await cloud.smsTexts()).filter((text) => text.startsWith('+8610000000051'));
  expect(texts.filter((text) => text.includes('黄灯'))).toHaveLength(1);
  expect(texts.filter((text) => text.includes('红灯逾期'))).toHaveLength(1);
  expect(await rowsOf(cloud, 'dept-power')).toMatchObject([{ light: 'red' }]);
  expect(cloud.states.stats()).toMatchObject({ running: 1 });
});

test('the centre lets one go, names another lead, and cancels: nothing is left waiting', async () => {
  await using cloud = await aCloud();
  await atTheCentre(cloud);
  await cloud.command(id, 'shawan', dispatch);
  await cloud.idle();
  await cloud.command(id, 'shawan', { type: 'release', department: 'dept-power', reason: '不涉及' });
  await cloud.idle();
  expect(await cloud.command(id, 'dept-water', { type: 'contest-lead', reason: '主责在住建' })).toMatchObject({
    status: 200,
    body: { requests: [{ to: 'shawan', wish: { kind: 'lead' } }] },
  });
  await cloud.idle();
  expect((await statesOf(cloud, id)).at(-1)).toBe('Asked');
  const ruling = { type: 'rule', wish: 'lead', grant: true, unit: 'dept-water', reason: '水务牵头' };
  expect(await cloud.command(id, 'shawan', ruling)).toMatchObject({
    status: 200,
    body: { holder: 'dept-water', requests: [] },
  });
  const kase = await cloud.see(id);
  expect(kase.stages.at(-1)?.parts).toMatchObject([{ unit: 'dept-housing', mandatory: true, endedAt: null }]);
  expect(await rowsOf(cloud, 'dept-housing')).toMatchObject([{ status: 'helping' }]);
  expect(await rowsOf(cloud, 'dept-water')).toMatchObject([{ status: 'open' }]);
  await cloud.command(id, 'shawan', { type: 'cancel', reason: 'withdrawn', note: '撤回' });
  await cloud.idle();
  expect((await statesOf(cloud, id)).at(-1)).toBe('Closed');
  expect(await rowsOf(cloud, 'dept-housing')).toEqual([]);
  expect(cloud.states.stats()).toEqual({ running: 0, waiting: 0 });
});
