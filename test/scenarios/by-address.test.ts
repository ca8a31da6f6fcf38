import { expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { Inbox } from '../../functions/shell/list-messages.ts';
import { ReportView } from '../../functions/shell/report-view.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { aReportBody, SECRET } from '../support/a-report.ts';
import { MONDAY, OTHER_CASE, shanghai } from '../support/casework.ts';

const { grid: GRID = '', ...nowhere } = aReportBody();
const { id } = nowhere;
const VILLAGE = 'niushi-v1';
const address = '牛石镇雙河村 小桥边第三根电杆';
const OTHER_SECRET = SECRET.replace('5', '6');

const ok = async (cloud: TestCloud, who: string, command: object, of = id) => {
  const { status, body } = await cloud.command(of, who, command);
  expect([status, body.detail]).toEqual([200, undefined]);
  await cloud.idle();
};
const inboxOf = async (cloud: TestCloud, unit: string) =>
  Inbox.parse((await cloud.get(`/cases?holder=${unit}`, unit)).body).cases;
const seen = async (cloud: TestCloud, of = id, secret = SECRET) =>
  ReportView.parse((await cloud.follow(of, secret)).body);
const talk = ({ messages }: ReportView) => messages.map(({ unit, words }) => [unit?.name ?? null, words]);

test('a report by address reaches the station of its village, is placed, solved, talked about and rated', async () => {
  await using cloud = await aCloud();
  for (const status of [201, 200])
    expect(await cloud.post('/public/reports', { ...nowhere, address }, null)).toMatchObject({
      status,
      body: { holder: { name: '双河村', level: 'village' }, words: `${nowhere.words}\n地址：${address}` },
    });
  await cloud.idle();
  expect(await inboxOf(cloud, VILLAGE)).toMatchObject([{ id, level: 'village', toPlace: true }]);
  expect(await cloud.smsTexts()).toEqual([expect.stringMatching(/^\+8610000000021 .*转来待办/)]);
  const reported = await cloud.see(id, VILLAGE);
  expect(reported).toMatchObject({ toPlace: true, origin: VILLAGE, firstReceiver: null });
  expect(reported.allowed).toContain('assign');
  expect(reported.clock.dueAt).toBe(shanghai('2026-03-16 18:00'));
  expect((await cloud.get(`/cases/${id}/explanation`, VILLAGE)).status).toBe(200);
  expect((await cloud.get(`/wall?unit=${VILLAGE}`, VILLAGE)).body).toMatchObject({
    rows: [{ unit: VILLAGE, own: { green: 1 } }, { unit: GRID, own: { green: 0 } }, { own: { green: 0 } }],
  });

  await cloud.passTo(plusSeconds(MONDAY, 600));
  expect(await cloud.command(id, VILLAGE, { type: 'assign', grid: 'fulu-v1-g1' })).toMatchObject({
    status: 422,
    body: { code: 'not-below' },
  });
  await ok(cloud, VILLAGE, { type: 'assign', grid: GRID });
  expect(await inboxOf(cloud, VILLAGE)).toEqual([]);
  expect(await inboxOf(cloud, GRID)).toMatchObject([{ id, level: 'grid', toPlace: false }]);
  expect((await cloud.smsTexts()).at(-1)).toMatch(/^\+8610000000031 .*转来待办/);
  expect(await cloud.see(id, GRID)).toMatchObject({ toPlace: false, clock: { dueAt: reported.clock.dueAt } });
  expect((await seen(cloud)).updates.map(({ key }) => key)).toEqual(['received', 'handed-over']);

  const asking = { type: 'message', words: '靠桥的那一根，晚上很黑', id: '01KJP3AB5S8M6W3T9V2XQ4RD01' };
  for (const _ of ['sent', 'sent again']) expect(await cloud.say(id, SECRET, asking)).toMatchObject({ status: 200 });
  await cloud.idle();
  await cloud.passTo(plusSeconds(MONDAY, 3600));
  expect((await cloud.smsTexts()).at(-1)).toMatch(/^\+8610000000031 .*群众有留言请回复/);
  expect(await cloud.command(id, VILLAGE, { type: 'message', words: '不归我写' })).toMatchObject({ status: 403 });
  await ok(cloud, GRID, { type: 'message', words: '今天下午到', report: id });
  await ok(cloud, GRID, { type: 'resolve', result: '已更换灯具' });
  expect(await cloud.say(id, SECRET, { type: 'message', words: '亮了，谢谢' })).toMatchObject({ status: 200 });
  const answered = await seen(cloud);
  expect(talk(answered)).toEqual([
    [null, '靠桥的那一根，晚上很黑'],
    ['双河村第一网格', '今天下午到'],
    [null, '亮了，谢谢'],
  ]);
  expect(JSON.stringify(answered)).not.toMatch(/of-|officer/);
  expect(await cloud.say(id, SECRET, { type: 'rate', satisfied: true })).toMatchObject({ status: 200 });
  expect(await cloud.say(id, SECRET, { type: 'message', words: '又黑了' })).toMatchObject({
    status: 422,
    body: { code: 'not-open', detail: expect.stringContaining('"reopens"') },
  });
  expect(await seen(cloud)).toMatchObject({ status: 'closed', canMessage: false, canTakeUp: true });
  expect(await cloud.see(id, GRID)).toMatchObject({ chain: { verified: true }, settled: true });
});

test('words go where the case went, a fifth of a day is the last, and nobody reads what is another’s', async () => {
  await using cloud = await aCloud();
  for (const body of [aReportBody(), aReportBody({ id: OTHER_CASE, secret: OTHER_SECRET, words: '同一根电杆' })])
    expect(await cloud.post('/public/reports', body, null)).toMatchObject({ status: 201 });
  const kept = { type: 'message', words: '合并前说的', id: '01KJP3AB5S8M6W3T9V2XQ4RD02' };
  expect(await cloud.say(id, SECRET, kept)).toMatchObject({ status: 200 });
  await ok(cloud, GRID, { type: 'merge', into: OTHER_CASE, reason: '同一处' });
  // What was answered before the merger, and comes again after it, is not said twice.
  expect(await cloud.say(id, SECRET, kept)).toMatchObject({ status: 200 });
  for (let turn = 1; turn <= 5; turn += 1)
    expect(await cloud.say(id, SECRET, { type: 'message', words: `第${turn}次` })).toMatchObject({ status: 200 });
  expect(await cloud.say(id, SECRET, { type: 'message', words: '第6次' })).toMatchObject({
    status: 422,
    body: { code: 'too-many-messages', detail: expect.stringContaining(plusSeconds(MONDAY, 86_400).slice(0, 10)) },
  });
  expect(await cloud.say(id, SECRET, { type: 'message', words: '字'.repeat(501) })).toMatchObject({ status: 400 });
  await ok(cloud, GRID, { type: 'message', words: '只答您', report: id }, OTHER_CASE);
  await ok(cloud, GRID, { type: 'message', words: '两位好' }, OTHER_CASE);
  expect(talk(await seen(cloud)).map(([, words]) => words)).toEqual([
    '合并前说的',
    ...[1, 2, 3, 4, 5].map((turn) => `第${turn}次`),
    '只答您',
    '两位好',
  ]);
  expect(talk(await seen(cloud, OTHER_CASE, OTHER_SECRET))).toEqual([['双河村第一网格', '两位好']]);
  const read = await cloud.see(OTHER_CASE, GRID);
  expect(read.history.filter(({ what }) => what.type === 'messaged')).toHaveLength(7);
});
