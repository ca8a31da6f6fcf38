import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACKNOWLEDGED_WITHIN } from '../../domain/line/message.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { anOpening, shanghai } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

/*
 * S10, S14, S16: urgent news is acknowledged by the link in its SMS, or goes to the next telephone each quarter of an hour.
 * "Acknowledgement links: guessing, replay, expiry, preview robots fetching the URL, and use by another phone are all tested."
 */

const RED = shanghai('2026-03-02 18:00:01');
const [DUTY, LEADER] = ['+8610000000031', '+8610000000039'];
const VILLAGE = '+8610000000021';

const linkIn = (text: string): string => /https?:\S+\/a\/\S+/.exec(text)?.[0] ?? '';

async function post(link: string, headers: Record<string, string> = {}) {
  const answer = await fetch(link, { method: 'POST', headers });
  return { status: answer.status, text: await answer.text() };
}

describe('red, and nobody there', () => {
  let cloud: TestCloud;
  const { id } = anOpening();
  beforeAll(async () => {
    cloud = await aCloud();
    await cloud.open(anOpening(), 'niushi-v1-g1');
    await cloud.passTo(RED);
  });
  afterAll(() => cloud[Symbol.asyncDispose]());
  const texts = async () => (await cloud.smsTexts()).filter((text) => text.includes('红灯'));
  const linkTo = async (phone: string) => linkIn((await texts()).find((text) => text.startsWith(phone)) ?? '');
  const acknowledgements = async () =>
    (await cloud.see(id)).history.filter(({ what }) => what.type === 'acknowledged').map(({ what }) => what);

  test('duty and leader are told at once, each with a link of its own', async () => {
    const told = await texts();
    expect(told.map((text) => text.slice(0, 14)).sort()).toEqual([DUTY, LEADER]);
    const links = told.map(linkIn);
    expect(new Set(links).size).toBe(2);
    for (const link of links) expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/a\/[\w-]{16}$/);
    for (const text of told) expect(text.length).toBeLessThanOrEqual(15 + 134);
  });

  test('what fetches the link before people do confirms nothing, and learns nothing', async () => {
    const link = await linkTo(DUTY);
    const pages: string[] = [];
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await fetch(link, { method, headers: { 'user-agent': 'WhatsApp/2.0 (preview)' } });
      expect([200, 404]).toContain(answer.status);
      if (method === 'GET') pages.push(await answer.text());
      expect(answer.headers.get('referrer-policy') ?? 'no-referrer').toBe('no-referrer');
    }
    const guess = await (await fetch(`${cloud.url}/a/${'x'.repeat(16)}`)).text();
    expect(pages).toEqual([guess, guess]);
    expect(guess).not.toMatch(new RegExp(`${id}|双河|红灯`));
    expect(await acknowledgements()).toEqual([]);
  });

  test('a guess is over, like what never was', async () => {
    for (const secret of ['x'.repeat(16), 'a', '..%2f', `${(await linkTo(DUTY)).slice(-16, -1)}`]) {
      expect((await post(`${cloud.url}/a/${secret}`)).status).toBe(410);
    }
    expect(await acknowledgements()).toEqual([]);
  });

  test('a quarter of an hour later the next telephone up the line is told, and not before', async () => {
    await cloud.passTo(plusSeconds(RED, 15 * 60 - 61));
    expect(await texts()).toHaveLength(2);
    await cloud.passTo(plusSeconds(RED, 16 * 60));
    expect((await texts()).at(-1)).toMatch(new RegExp(`^\\${VILLAGE} .*红灯逾期 ${id} 双河村第一网格`));
    expect(await texts()).toHaveLength(3);
  });

  test('whoever has it confirms it once; a replay says the same and adds nothing', async () => {
    const link = await linkTo(VILLAGE);
    const first = await post(link, { 'accept-language': 'zh-CN' });
    expect(first).toEqual({ status: 200, text: expect.stringContaining('已确认收到') });
    expect(await acknowledgements()).toEqual([
      { type: 'acknowledged', event: expect.any(Number), unit: 'niushi-v1-g1', phoneEnding: '0021', how: 'link' },
    ]);
    expect((await post(link)).status).toBe(200);
    expect(await acknowledgements()).toHaveLength(1);
    await cloud.passTo(plusSeconds(RED, 50 * 60));
    expect(await texts()).toHaveLength(3);
  });

  test('the link of another telephone that was told too confirms its own message, and no second time the case', async () => {
    expect((await post(await linkTo(LEADER))).status).toBe(200);
    expect(await acknowledgements()).toHaveLength(1);
  });

  test('after two hours a link is over', async () => {
    await cloud.passTo(plusSeconds(RED, ACKNOWLEDGED_WITHIN + 60));
    expect(await post(await linkTo(DUTY), { 'accept-language': 'en' })).toEqual({
      status: 410,
      text: expect.stringContaining('over'),
    });
  });

  test('the log of the supervisors says who was told, and how soon it was acknowledged', async () => {
    const { status, body } = await cloud.get('/deliveries?unit=niushi-v1', 'niushi');
    expect(status).toBe(200);
    const rows = Object.fromEntries((body.rows as { unit: string }[]).map((row) => [row.unit, row]));
    expect(rows['niushi-v1-g1']).toMatchObject({ messages: expect.any(Number), asked: 2, acknowledged: 1 });
    expect(rows['niushi-v1']).toMatchObject({ asked: 1, acknowledged: 1, failed: 0 });
    const seconds = (rows['niushi-v1'] as { medianSeconds?: number }).medianSeconds ?? -1;
    expect(seconds).toBeGreaterThanOrEqual(0);
    expect(seconds).toBeLessThan(120);
    const log = await cloud.get(`/deliveries?unit=niushi-v1&phone=${encodeURIComponent(VILLAGE)}`, 'niushi');
    expect(log.body).toMatchObject({
      log: [{ outcome: 'sent', acknowledged: { how: 'link' }, about: [{ id, news: 'red', urgency: 'urgent' }] }],
    });
    expect(JSON.stringify(log.body)).not.toContain(VILLAGE.slice(3));
  });

  test('it is for those in or above the unit; and asks for what can be told', async () => {
    expect((await cloud.get('/deliveries?unit=niushi', 'fulu')).status).toBe(403);
    expect((await cloud.get('/deliveries?unit=nowhere')).status).toBe(404);
    expect((await cloud.get('/deliveries?unit=niushi&phone=%2B8610000000051')).status).toBe(404);
    expect((await cloud.get('/deliveries?since=2026-01-01T00:00:00.000Z&until=2026-12-31T00:00:00.000Z')).status).toBe(
      400,
    );
    expect((await cloud.get('/deliveries?phone=13800138000')).status).toBe(400);
  });
});

test('an emergency is urgent from its first hand-over on; whoever acts need not confirm', async () => {
  await using cloud = await aCloud();
  const id = ulid(5);
  await cloud.open(anOpening({ id, category: 'fire' }), 'niushi-v1-g1');
  const up = { type: 'escalate', to: 'district', emergency: true, reason: '火势蔓延' };
  expect((await cloud.command(id, 'niushi-v1-g1', up)).status).toBe(200);
  const texts = async () => (await cloud.smsTexts()).filter((text) => /转来待办.*确认请/.test(text));
  expect(await texts()).toHaveLength(1);
  const kase = await cloud.see(id);
  await cloud.passTo(plusSeconds(kase.at, 60));
  expect((await cloud.command(id, 'shawan', { type: 'accept' })).status).toBe(200);
  await cloud.passTo(plusSeconds(kase.at, 17 * 60));
  expect(await texts()).toHaveLength(1);
});
