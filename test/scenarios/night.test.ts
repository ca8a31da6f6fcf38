import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Calendar } from '../../domain/time/calendar-document.ts';
import { ExplanationView } from '../../functions/shell/explanation-view.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { anOpening, MONDAY, shanghai } from '../support/casework.ts';
import { inside } from '../support/inside.ts';
import { ulid } from '../support/ulids.ts';

/*
 * S14 fed back around the clock · S16 staggered hours, per unit · S2 handled on the spot · S4 the station files for the
 * grid · S5 levels in turn · S6 the centre dispatches and checks. "A matter recorded and handled on the spot is one
 * call. Anyone but the centre dispatching: 403. Skipping a level: 422 naming the rule; an emergency with a reason:
 * allowed and marked."
 */

const explanation = async (cloud: TestCloud, id: string) =>
  ExplanationView.parse((await cloud.get(`/cases/${id}/explanation`)).body);

describe('a report at night', () => {
  test('is accepted; its working clock starts in the morning, and the explanation says so', async () => {
    await using cloud = await aCloud({ from: shanghai('2026-03-02 23:40') });
    const opening = anOpening();
    expect(await cloud.open(opening, 'niushi-v1-g1')).toMatchObject({ status: 201, body: { light: 'green' } });
    const { clocks } = await explanation(cloud, opening.id);
    const stage = clocks.find(({ clock }) => clock === 'stage');
    expect(stage?.dueAt).toBe(shanghai('2026-03-03 18:00'));
    expect(stage?.steps[0]).toMatchObject({
      key: 'start.outside-hours',
      text: expect.stringContaining('counting starts Tuesday 2026-03-03 09:00'),
    });
    await cloud.passTo(shanghai('2026-03-03 14:29'));
    expect(await cloud.see(opening.id)).toMatchObject({ light: 'green' });
    await cloud.passTo(shanghai('2026-03-03 14:30'));
    expect(await cloud.see(opening.id)).toMatchObject({ light: 'yellow' });
  });

  test('that runs around the clock turns red at night and wakes the phones; no stale yellow follows in the morning', async () => {
    await using cloud = await aCloud({ from: shanghai('2026-03-02 22:00') });
    const opening = anOpening({ category: 'fire' });
    await cloud.open(opening, 'niushi-v1-g1');
    await cloud.passTo(shanghai('2026-03-02 22:30'));
    expect(await cloud.see(opening.id)).toMatchObject({ light: 'yellow', outbox: [{ news: 'yellow' }] });
    expect(await cloud.smsTexts()).toEqual([]);
    await cloud.passTo(shanghai('2026-03-02 23:01'));
    expect((await cloud.smsTexts()).sort()).toEqual([
      expect.stringMatching(/^\+8610000000031 .*红灯逾期/),
      expect.stringMatching(/^\+8610000000039 .*红灯逾期/),
    ]);
    await cloud.passTo(shanghai('2026-03-03 09:01'));
    await cloud.passTo(shanghai('2026-03-03 09:03'));
    expect(await cloud.smsTexts()).not.toContainEqual(expect.stringContaining('黄灯'));
    expect(await cloud.see(opening.id)).toMatchObject({ light: 'red', outbox: [] });
  });
});

const idOf = (grid: string): string => ulid(grid.length * 7 + Number(grid.at(-1)));

describe('staggered hours', () => {
  const week = (days: string[], hours: [string, string][]) => Object.fromEntries(days.map((day) => [day, hours]));
  const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  const layers: Calendar[] = [
    ...documents().calendars,
    {
      id: 'district',
      name: '区',
      unit: 'shawan',
      dates: [{ date: '2026-03-07', is: 'working', name: '集中服务日' }],
    },
    { id: 'township', name: '镇', unit: 'niushi', week: week(workdays, [['15:00', '20:00']]) },
    {
      id: 'grid',
      name: '网格',
      unit: 'niushi-v1-g2',
      week: week([...workdays, 'saturday', 'sunday'], [['18:00', '21:00']]),
      dates: [{ date: '2026-03-07', is: 'off', name: '轮休' }],
    },
  ];
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await aCloud({ from: shanghai('2026-03-06 17:00'), directory: documents({ calendars: layers }) });
  });
  afterAll(() => cloud[Symbol.asyncDispose]());

  // 420 working minutes from Friday 17:00.
  test.each([
    ['nation and district: Fri 1 h, Sat 6 h of a service day', 'fulu-v1-g1', '2026-03-07 17:00'],
    ['the hours of the township on the date of the district: Fri 3 h, Sat 4 h', 'niushi-v1-g1', '2026-03-07 19:00'],
    ['the evenings of the grid and its own day off: Fri 3 h, Sun 3 h, Mon 1 h', 'niushi-v1-g2', '2026-03-09 19:00'],
  ])('%s', async (_why, grid, dueAt) => {
    const opening = anOpening({ id: idOf(grid), grid });
    expect((await cloud.open(opening, grid)).status).toBe(201);
    const { stages } = await cloud.see(opening.id);
    expect(stages[0]?.clock.dueAt).toBe(shanghai(dueAt));
  });

  test('notices follow them, to the phones of the nearest roster', async () => {
    const opening = anOpening({ id: ulid(999), grid: 'niushi-v1-g2' });
    // The other case of this grid would turn at the same instant, and be told first.
    await cloud.command(idOf('niushi-v1-g2'), 'niushi-v1-g2', { type: 'resolve', result: '已办' });
    await cloud.open(opening, 'niushi-v1-g2');
    await cloud.passTo(shanghai('2026-03-08 18:29'));
    const told = async () => (await cloud.smsTexts()).filter((text) => text.includes(opening.id));
    expect(await told()).toEqual([]);
    await cloud.passTo(shanghai('2026-03-08 18:30'));
    expect(await told()).toEqual([expect.stringMatching(/^\+8610000000021 .*黄灯.*03-09 19:00/)]);
  });
});

describe('who does what', () => {
  let cloud: TestCloud;
  let count = 0;
  beforeAll(async () => {
    cloud = await aCloud();
  });
  afterAll(() => cloud[Symbol.asyncDispose]());

  async function opened(by = 'niushi-v1-g1', more: object = {}) {
    count += 1;
    const opening = { ...anOpening({ id: ulid(count) }), ...more };
    const reply = await cloud.open(opening, by);
    expect(reply.status).toBe(201);
    return opening;
  }
  const escalated = async (id: string, ...officers: string[]) => {
    for (const officer of officers) {
      const reply = await cloud.command(id, officer, { type: 'escalate', reason: '本级无力解决' });
      expect(reply.status).toBe(200);
    }
  };

  test('handled on the spot: one call, with the time it was captured and the place', async () => {
    const place = { longitude: 103.55, latitude: 29.41, address: '村口' };
    const capturedAt = '2026-03-01T23:10:00.000Z';
    const { id } = await opened('niushi-v1-g1', { place, capturedAt, record: { result: '已劝导' } });
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({ status: 'closed', light: 'green', settled: true, capturedAt, endedAt: MONDAY });
    expect(kase.history.map(({ what, content }) => [what.type, content?.words, content?.place])).toEqual([
      ['opened', '村口路面塌陷，行人绕行', place],
      ['accepted', undefined, undefined],
      ['resolved', '已劝导', undefined],
    ]);
  });

  test('the station files for an officer without a handheld, who is told and takes it on', async () => {
    const { id } = await opened('niushi-v1');
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({ holder: 'niushi-v1-g1', firstReceiver: null, origin: 'niushi-v1-g1' });
    expect((await cloud.smsTexts()).filter((text) => text.includes(id))).toEqual([
      expect.stringMatching(/^\+8610000000031 .*转来待办/),
    ]);
    expect((await cloud.command(id, 'niushi-v1-g1', { type: 'accept' })).status).toBe(200);
    expect((await cloud.see(id)).firstReceiver).toMatchObject({ by: { officer: 'of-niushi-v1-g1' } });
  });

  test('a level is skipped only in an emergency, and that is marked', async () => {
    const { id } = await opened();
    const straightUp = { type: 'escalate', to: 'district', reason: '山体滑坡' };
    expect(await cloud.command(id, 'niushi-v1-g1', straightUp)).toMatchObject({
      status: 422,
      body: { code: 'level-skipped', rule: expect.stringContaining('skipped only in an emergency') },
    });
    expect((await cloud.command(id, 'niushi-v1-g1', { ...straightUp, emergency: true })).status).toBe(200);
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({ holder: 'shawan', emergency: true });
    expect(kase.history.find(({ what }) => what.type === 'escalated')).toMatchObject({
      what: { emergency: true, automatic: false, skipped: ['niushi-v1', 'niushi'] },
      content: { words: '山体滑坡' },
    });
  });

  test('an emergency without a written reason is malformed', async () => {
    const { id } = await opened();
    const reply = await cloud.command(id, 'niushi-v1-g1', { type: 'escalate', to: 'district', emergency: true });
    expect(reply).toMatchObject({ status: 400, body: { faults: [{ path: 'reason' }] } });
  });

  test('only the centre dispatches, at any level the case may stand', async () => {
    const { id } = await opened();
    const dispatch = { type: 'dispatch', department: 'dept-housing', instruction: '请办' };
    const ladder = ['niushi-v1-g1', 'niushi-v1', 'niushi'];
    for (const holder of ladder) {
      for (const officer of ladder) {
        const reply = await cloud.command(id, officer, dispatch);
        expect(reply).toMatchObject({
          status: 403,
          body: { rule: expect.stringContaining('only the district centre') },
        });
      }
      expect((await cloud.command(id, 'shawan', dispatch)).status).toBe(422);
      await escalated(id, holder);
    }
    expect((await cloud.command(id, 'dept-housing', dispatch)).status).toBe(403);
    expect((await cloud.command(id, 'shawan', dispatch)).status).toBe(200);
    expect(await cloud.see(id)).toMatchObject({ holder: 'dept-housing' });
  });

  test('the result comes back to the centre, which checks it, sends it back, and closes', async () => {
    const { id } = await opened();
    await escalated(id, 'niushi-v1-g1', 'niushi-v1', 'niushi');
    const dispatch = (instruction: string) => ({ type: 'dispatch', department: 'dept-water', instruction });
    const results: number[] = [];
    const steps: [string, object][] = [
      ['shawan', dispatch('请办')],
      ['dept-water', { type: 'close' }],
      ['dept-water', { type: 'resolve', result: '已办' }],
      ['dept-water', { type: 'resolve', result: '再办' }],
      ['shawan', dispatch('未办好，请重办')],
      ['dept-water', { type: 'resolve', result: '已重办' }],
      ['niushi', { type: 'close' }],
      ['shawan', { type: 'close' }],
    ];
    for (const [who, command] of steps) results.push((await cloud.command(id, who, command)).status);
    expect(results).toEqual([200, 403, 200, 403, 200, 200, 403, 200]);
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({ status: 'closed', chain: { verified: true } });
    expect(kase.stages.slice(-4).map(({ unit, purpose }) => `${unit} ${purpose}`)).toEqual([
      'dept-water handle',
      'shawan check',
      'dept-water handle',
      'shawan check',
    ]);
  });

  test('any later change of what is on record is detected', async () => {
    const { id } = await opened();
    expect((await cloud.see(id)).chain).toMatchObject({ verified: true, firstBroken: null, length: 2 });
    using look = inside(cloud.endpoints);
    await look.tamper(id, '"type":"accepted","unit":"niushi-v1-g1"', '"type":"accepted","unit":"niushi-v1-g2"');
    const { body } = await cloud.get(`/cases/${id}`);
    expect(body).toMatchObject({ chain: { verified: false, firstBroken: 2 } });
  });
});
