import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { smsText } from '../../bin/local/sms-text.ts';
import { synth } from '../../lib/synth.ts';
import { temporary } from '../lib/temporary.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';

/** An officer of a grid with a telephone that calls and texts, in a district whose SMS go by a gateway. */
const PHONE = '+8613800138000';
const directory = documents({
  officers: documents().officers.map((officer) =>
    officer.posts[0]?.unit === 'niushi-v1-g1' ? { ...officer, phone: PHONE } : officer,
  ),
});

let cloud: TestCloud;
beforeAll(async () => {
  const context = { administrators: 'local|admin', sms: 'gateway', smsGateway: 'https://gateway.invalid' };
  cloud = await aCloud({
    assembly: synth(temporary(), context),
    directory,
    smsText,
  });
});
afterAll(() => cloud[Symbol.asyncDispose]());
afterEach(() => cloud.sms.failWith(() => undefined));

const Told = z.object({ sent: z.record(z.string(), z.unknown()), status: z.number(), answer: z.string() });
async function reply(told: Record<string, unknown>) {
  const { body } = await cloud.post('/local/sms/replies', { phone: PHONE, ...told }, null);
  return Told.parse(body);
}
const answers = async () => (await cloud.smsTexts()).filter((text) => text.startsWith(PHONE));
const TAKEN = { status: 200, answer: '{"taken":true}' };

test('a report by SMS is a case, answered with its number once, however often the gateway repeats it', async () => {
  const first = await reply({ text: '报 道路破损 村口塌了一块' });
  expect(first).toMatchObject(TAKEN);
  expect(await reply(first.sent)).toEqual(first);

  const [answer = '', ...more] = await answers();
  expect(more).toEqual([]);
  const [, number = ''] = /编号(\w{26})，/.exec(answer) ?? [];
  const view = await cloud.see(number);
  expect(view).toMatchObject({ category: 'roads', status: 'open' });
  expect(view.history.map(({ what }) => what.type)).toEqual(expect.arrayContaining(['opened', 'accepted']));
});

test('when the answer does not go out, the gateway is asked to call again, and then it does', async () => {
  const before = (await answers()).length;
  cloud.sms.failWith(() => ({ status: 429, code: 'LIMIT', message: 'too many' }));
  const lost = await reply({ text: '报 水管 漏水' });
  expect(lost).toMatchObject({ status: 503 });
  cloud.sms.failWith(() => undefined);
  expect(await reply(lost.sent)).toMatchObject(TAKEN);
  expect((await answers()).slice(before)).toEqual([`${PHONE} 【网格灯】没有类别“水管”。例：报 道路破损 村口有情况`]);
});

test('a stranger is told nothing, and the gateway the same', async () => {
  const before = await cloud.smsTexts();
  expect(await reply({ phone: '+8613900139000', text: '报 道路破损 村口塌了一块' })).toMatchObject(TAKEN);
  expect(await cloud.smsTexts()).toEqual(before);
});

test.each(['/sms/replies', '/sms/receipts'])('%s is for nobody else', async (path) => {
  const headers = {
    'x-gridlight-id': 'x',
    'x-gridlight-timestamp': cloud.now(),
    'x-gridlight-signature': 'a'.repeat(64),
  };
  for (const given of [headers, {}]) {
    expect(await cloud.call('POST', path, null, {}, given)).toMatchObject({
      status: 401,
      body: { code: 'unauthorized' },
    });
  }
});
