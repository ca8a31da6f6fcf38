import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud } from '../support/a-cloud.ts';
import { anOpening, MONDAY, shanghai } from '../support/casework.ts';
import { statesOf } from '../support/states-of.ts';

const opening = anOpening();

describe('a case climbs the ladder', () => {
  test('from the grid to a department and back, and the case tells the whole story', async () => {
    await using cloud = await aCloud();
    expect((await cloud.open(opening, 'niushi-v1-g1')).status).toBe(201);
    const steps: [string, object][] = [
      ['niushi-v1-g1', { type: 'escalate', reason: '网格无设备' }],
      ['niushi-v1', { type: 'accept' }],
      ['niushi-v1', { type: 'escalate', reason: '村里无资金' }],
      ['niushi', { type: 'escalate', reason: '需区级部门处理' }],
      ['shawan', { type: 'dispatch', department: 'dept-housing', instruction: '请于时限内修复' }],
      ['dept-housing', { type: 'resolve', result: '路面已修复' }],
      ['shawan', { type: 'close', note: '核查属实' }],
    ];
    for (const [index, [who, command]] of steps.entries()) {
      await cloud.passTo(plusSeconds(MONDAY, (index + 1) * 600));
      expect(await cloud.command(opening.id, who, command)).toMatchObject({ status: 200 });
      await cloud.idle();
    }
    // What is not urgent is gathered for half an hour.
    await cloud.passTo(plusSeconds(cloud.now(), 1860));
    const kase = await cloud.see(opening.id, 'niushi-v1-g1');
    expect(kase).toMatchObject({ status: 'closed', light: 'green', settled: true, holder: null, outbox: [] });
    expect(kase.chain).toMatchObject({ verified: true, length: kase.history.length });
    expect(kase.stages.map((stage) => stage.unit)).toEqual([
      'niushi-v1-g1',
      'niushi-v1',
      'niushi',
      'shawan',
      'dept-housing',
      'shawan',
    ]);
    const told = kase.history.flatMap(({ what, content }) =>
      what.type === 'notified' ? [] : [`${what.type} ${content?.words ?? ''}`.trim()],
    );
    expect(told).toEqual([
      'opened 村口路面塌陷，行人绕行',
      'accepted',
      'escalated 网格无设备',
      'accepted',
      'escalated 村里无资金',
      'escalated 需区级部门处理',
      'dispatched 请于时限内修复',
      'resolved 路面已修复',
      'closed 核查属实',
    ]);
    const texts = await cloud.smsTexts();
    const firstContact = texts.filter((text) => text.includes('首问'));
    expect(firstContact.length).toBeLessThan(5);
    expect(firstContact).toEqual(firstContact.map(() => expect.stringMatching(/^\+8610000000031 /)));
    expect(texts.filter((text) => !firstContact.includes(text))).toEqual([
      expect.stringMatching(/^\+8610000000021 .*转来待办/),
      expect.stringMatching(/^\+8610000000011 .*转来待办/),
      expect.stringMatching(/^\+8610000000001 .*转来待办/),
      expect.stringMatching(/^\+8610000000041 .*转来待办/),
      expect.stringMatching(/^\+8610000000001 .*请核查/),
    ]);
    expect(await statesOf(cloud, opening.id)).toEqual([
      'Where?',
      'Grid',
      'Where?',
      'Village',
      'Where?',
      'Township',
      'Where?',
      'District',
      'Where?',
      'Department',
      'Where?',
      'District',
      'Where?',
      'Closed',
    ]);
  });

  test('resolved at the grid in time: four transitions', async () => {
    await using cloud = await aCloud();
    await cloud.open(opening, 'niushi-v1-g1');
    await cloud.idle();
    await cloud.command(opening.id, 'niushi-v1-g1', { type: 'resolve', result: '已处理' });
    expect(await statesOf(cloud, opening.id)).toEqual(['Where?', 'Grid', 'Where?', 'Closed']);
  });

  test('a matter recorded and handled on the spot is one call, with time and place, and needs no machine', async () => {
    await using cloud = await aCloud();
    const place = { longitude: 103.55, latitude: 29.41, address: '村口' };
    const reply = await cloud.open({ ...opening, place, record: { result: '已劝导' } }, 'niushi-v1-g1');
    expect(reply).toMatchObject({
      status: 201,
      body: { status: 'closed', light: 'green', settled: true, endedAt: MONDAY },
    });
    const kase = await cloud.see(opening.id);
    expect(kase.history[0]?.content).toEqual({ words: opening.words, place });
    expect(cloud.states.stats()).toEqual({ running: 0, waiting: 0 });
  });
});

describe('lights turn', () => {
  test('yellow and red of an untouched case come at their instants, told once to the right phones', async () => {
    await using cloud = await aCloud();
    await cloud.open(opening, 'niushi-v1-g1');
    const [warnAt, dueAt] = [shanghai('2026-03-02 14:30'), shanghai('2026-03-02 18:00')];
    await cloud.passTo(plusSeconds(warnAt, -1));
    expect(await cloud.see(opening.id)).toMatchObject({ light: 'green' });
    expect(await cloud.smsTexts()).toEqual([]);
    await cloud.passTo(warnAt);
    expect(await cloud.see(opening.id)).toMatchObject({ light: 'yellow' });
    expect(await cloud.smsTexts()).toEqual([expect.stringMatching(/^\+8610000000031 .*黄灯/)]);
    await cloud.passTo(dueAt);
    expect(await cloud.see(opening.id)).toMatchObject({ light: 'yellow' });
    await cloud.passTo(plusSeconds(dueAt, 1));
    expect(await cloud.see(opening.id)).toMatchObject({ light: 'red', settled: false });
    await cloud.passTo(plusSeconds(dueAt, 600));
    const kase = await cloud.see(opening.id);
    const rungs = kase.history.flatMap(({ at, what }) =>
      what.type === 'rung' ? [{ rung: what.rung, late: Date.parse(at) - Date.parse(what.due) }] : [],
    );
    expect(rungs.map(({ rung }) => rung)).toEqual(['yellow', 'red']);
    for (const { late } of rungs) expect(late).toBeLessThanOrEqual(1000);
    expect((await cloud.smsTexts()).slice(1).sort()).toEqual([
      expect.stringMatching(/^\+8610000000031 .*红灯/),
      expect.stringMatching(/^\+8610000000039 .*红灯/),
    ]);
    expect(await statesOf(cloud, opening.id)).toEqual(['Where?', 'Grid', 'Grid yellow', 'Grid red']);
  });

  test('a long red reminds, then goes up by itself through Overdue, and the next holder is told', async () => {
    await using cloud = await aCloud();
    await cloud.open(opening, 'niushi-v1-g1');
    for (const day of [2, 3, 4, 5, 6]) {
      for (const hour of ['09:30', '14:31', '18:01']) await cloud.passTo(shanghai(`2026-03-0${day} ${hour}`));
    }
    const kase = await cloud.see(opening.id);
    expect(kase).toMatchObject({ holder: 'niushi-v1' });
    expect(kase.history.filter(({ what }) => what.type === 'escalated')).toMatchObject([
      { what: { automatic: true }, by: { system: 'timer' } },
    ]);
    expect(await statesOf(cloud, opening.id)).toContain('Overdue');
    expect(await cloud.smsTexts()).toContainEqual(expect.stringMatching(/^\+8610000000021 .*转来待办/));
  });
});

describe('a timer and a person at the same instant', () => {
  test.each(['person first', 'timer first'])('%s: the command stands and the machine follows', async (order) => {
    await using cloud = await aCloud();
    await cloud.open(opening, 'niushi-v1-g1');
    const warnAt = shanghai('2026-03-02 14:30');
    await cloud.passTo(plusSeconds(warnAt, -1));
    const escalate = () => cloud.command(opening.id, 'niushi-v1-g1', { type: 'escalate', reason: '办不了' });
    let reply: Awaited<ReturnType<typeof escalate>>;
    if (order === 'person first') {
      const asked = escalate();
      await cloud.passTo(warnAt);
      reply = await asked;
    } else {
      const passing = cloud.passTo(warnAt);
      reply = await escalate();
      await passing;
    }
    expect(reply.status).toBe(200);
    expect(await cloud.see(opening.id)).toMatchObject({ holder: 'niushi-v1', light: 'green' });
    expect((await statesOf(cloud, opening.id)).at(-1)).toBe('Village');
    await cloud.command(opening.id, 'niushi-v1', { type: 'resolve', result: '已办' });
    await cloud.idle();
    expect((await statesOf(cloud, opening.id)).at(-1)).toBe('Closed');
  });
});
