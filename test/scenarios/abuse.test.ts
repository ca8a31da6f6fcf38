import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Challenge } from '../../functions/shell/challenge-message.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { aReportBody, SECRET } from '../support/a-report.ts';
import { ulid } from '../support/ulids.ts';

/*
 * Issue 6: rates per device, proof of work without third parties, a moderation queue. A report that looks like abuse is no case
 * until a clerk of the centre lets it in; its receipt works all the while.
 */
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud();
});
afterAll(() => cloud[Symbol.asyncDispose]());

let count = 0;
const aBody = (over: object = {}) => {
  count += 1;
  return aReportBody({ id: ulid(count), words: `路灯第${count}次不亮`, ...over });
};
const send = (body: object, headers: Record<string, string> = {}) =>
  cloud.call('POST', '/public/reports', null, body, headers);
const waiting = async () => (await cloud.get('/moderation', 'shawan')).body.rows as { id: string }[];
const rule = (id: string, decision: string, reason = '已电话核实', persona = 'shawan') =>
  cloud.post(`/moderation/${id}`, { decision, reason }, persona);
const LINKS = '看 http://a.example http://b.example http://c.example';

test('a device that reports much proves work, and is heard then', async () => {
  const device = { 'x-device': 'one-device-that-reports-much' };
  for (let each = 0; each < 5; each += 1) expect((await send(aBody(), device)).status).toBe(201);
  const body = aBody();
  const refused = await send(body, device);
  expect(refused).toMatchObject({ status: 429, body: { code: 'proof-needed' } });
  const challenge = Challenge.parse(refused.body.challenge);
  const solution = await solveChallenge({ challenge, deriveKey });
  const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  expect((await send(body, { ...device, 'x-proof': proof })).status).toBe(201);
  // Sent again it is what it was, with no proof at all; another with the same proof is not taken.
  expect((await send(body, device)).status).toBe(200);
  expect((await send(aBody(), { ...device, 'x-proof': proof })).status).toBe(429);
  expect(Challenge.safeParse((await cloud.get('/public/challenge', null)).body).success).toBe(true);
});

test('what is held is no case, and becomes one when a clerk lets it in', async () => {
  const body = aBody({ words: LINKS, contact: { phone: '13800138000' } });
  const { id } = body;
  expect(await send(body)).toMatchObject({ status: 202, body: { status: 'held', words: LINKS } });
  expect(await send(body)).toMatchObject({ status: 202, body: { status: 'held' } });
  expect(await send({ ...body, words: '别的' })).toMatchObject({ status: 409, body: { code: 'id-conflict' } });
  expect(await cloud.follow(id, SECRET)).toMatchObject({ status: 200, body: { status: 'held', reason: null } });
  expect((await cloud.follow(id, 'A'.repeat(26))).status).toBe(404);
  expect((await cloud.get(`/cases/${id}`)).status).toBe(404);
  expect(await waiting()).toContainEqual(expect.objectContaining({ id, words: LINKS, why: ['links'] }));
  expect(JSON.stringify(await waiting())).not.toContain('13800138000');

  for (const persona of ['niushi', 'dept-housing', 'admin']) {
    expect((await rule(id, 'let-in', '好', persona)).status).toBe(403);
    expect((await cloud.get('/moderation', persona)).status).toBe(403);
  }
  expect((await rule(id, 'let-in', ' ')).status).toBe(400);
  expect(await rule(id, 'let-in')).toMatchObject({ status: 200, body: { decision: 'let-in' } });
  expect(await rule(id, 'let-in')).toMatchObject({ status: 200 });
  expect(await rule(id, 'turn-down')).toMatchObject({ status: 409, body: { code: 'already-ruled' } });
  expect((await waiting()).map((row) => row.id)).not.toContain(id);
  const { history } = await cloud.see(id);
  expect(history.filter(({ what }) => what.type === 'opened')).toHaveLength(1);
  expect(await cloud.follow(id, SECRET)).toMatchObject({ status: 200, body: { status: 'open', words: LINKS } });
  expect(await send(body)).toMatchObject({ status: 200, body: { status: 'open' } });
});

test('what came by its address alone tells the clerk where it is', async () => {
  const { grid: _, ...body } = aBody({ words: LINKS, address: '牛石镇双河村三组' });
  expect(await send(body)).toMatchObject({ status: 202 });
  const row = { id: body.id, grid: null, place: null, address: '牛石镇双河村三组' };
  expect(await waiting()).toContainEqual(expect.objectContaining(row));
});

test('what is turned down tells its reporter why, and is never a case', async () => {
  const body = aBody({ words: LINKS });
  await send(body);
  expect(await rule(body.id, 'turn-down', '属于广告')).toMatchObject({ status: 200 });
  const shown = { status: 'turned-down', reason: '属于广告' };
  expect(await cloud.follow(body.id, SECRET)).toMatchObject({ status: 200, body: shown });
  expect(await send(body)).toMatchObject({ status: 202, body: shown });
  expect((await rule(body.id, 'let-in')).status).toBe(409);
  expect((await cloud.get(`/cases/${body.id}`)).status).toBe(404);
});

test('nobody rules on what is not held', async () => {
  expect((await rule(ulid(99_999), 'let-in')).status).toBe(404);
  const body = aBody();
  await send(body);
  expect((await rule(body.id, 'turn-down')).status).toBe(404);
});
