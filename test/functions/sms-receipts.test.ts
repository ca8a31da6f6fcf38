import { beforeEach, describe, expect, test } from 'vitest';
import { receiptsEndpoint } from '../../functions/shell/delivery-receipts.ts';
import { call, FORGED, NOW, verifier } from './a-gateway-call.ts';

let told: unknown[] = [];
beforeEach(() => {
  told = [];
});
const callbacks = () => ({
  arrived: async (...receipt: unknown[]) => void told.push(receipt),
  acknowledge: async () => expect.unreachable(),
});
const handler = receiptsEndpoint({ ...verifier, callbacks });

const PATH = '/sms/receipts';
const receipt = { id: 'R-1', phone: '+8613800138000', reference: '12', state: 'delivered', at: NOW };
const bounced = { ...receipt, id: 'R-2', reference: '13', state: 'bounced' };
const delivered = ['+8613800138000', 12, 'delivered'];

test('what arrived and what did not is passed on in the order told', async () => {
  expect(await call(handler, PATH, { receipts: [receipt, bounced] })).toMatchObject({
    status: 200,
    body: { taken: true },
  });
  expect(told).toEqual([delivered, ['+8613800138000', 13, 'bounced']]);
});

test('a body that came as bytes is the same', async () => {
  expect(await call(handler, PATH, { receipts: [receipt] }, { base64: true })).toMatchObject({ status: 200 });
  expect(told).toEqual([delivered]);
});

test('a replay tells the same again', async () => {
  await call(handler, PATH, { receipts: [receipt] });
  expect(await call(handler, PATH, { receipts: [receipt] })).toMatchObject({ status: 200 });
  expect(told).toEqual([delivered, delivered]);
});

test('what is no message of a line is let go', async () => {
  const others = ['r-R-9', '0', '-1', '1e3', '12.0', '9'.repeat(10)].map((reference) => ({ ...receipt, reference }));
  expect(await call(handler, PATH, { receipts: [...others, receipt] })).toMatchObject({ status: 200 });
  expect(told).toEqual([delivered]);
});

test('when a line cannot be written, the gateway is asked to come again', async () => {
  const broken = receiptsEndpoint({
    ...verifier,
    callbacks: () => ({ ...callbacks(), arrived: () => Promise.reject(new Error('throttled')) }),
  });
  expect(await call(broken, PATH, { receipts: [receipt] })).toMatchObject({ status: 500 });
});

describe('a call that is not the gateway’s learns nothing and does nothing', () => {
  test.each(FORGED)('%s', async (_, over) => {
    const answer = await call(handler, PATH, { receipts: [receipt] }, over);
    expect(answer).toMatchObject({ status: 401, type: 'application/problem+json; charset=utf-8' });
    expect(answer.body).toEqual({
      type: 'urn:gridlight:problem:unauthorized',
      title: expect.any(String),
      status: 401,
      code: 'unauthorized',
      detail: 'this is for the SMS gateway, which signs what it calls',
    });
    expect(told).toEqual([]);
  });

  test('and costs no look at the key, when it is not even in form', async () => {
    const keyless = receiptsEndpoint({ ...verifier, key: () => expect.unreachable(), callbacks });
    expect(await call(keyless, PATH, { receipts: [receipt] }, { headers: {} })).toMatchObject({ status: 401 });
  });
});

describe('a signed call in another form is refused', () => {
  test.each<[string, unknown, number]>([
    ['no JSON', '{', 400],
    ['nothing', {}, 400],
    ['more than it says', { receipts: [], more: 1 }, 400],
    ['another state', { receipts: [{ ...receipt, state: 'read' }] }, 400],
    ['no telephone', { receipts: [{ ...receipt, phone: '13800138000' }] }, 400],
    ['no instant', { receipts: [{ ...receipt, at: 'now' }] }, 400],
    ['too many', { receipts: Array.from({ length: 101 }, () => receipt) }, 400],
    ['too much', { receipts: [], more: 'x'.repeat(65_536) }, 413],
  ])('%s', async (_, body, status) => {
    expect(await call(handler, PATH, body)).toMatchObject({ status });
    expect(told).toEqual([]);
  });

  test('a hundred are not too many', async () => {
    const receipts = Array.from({ length: 100 }, () => receipt);
    expect(await call(handler, PATH, { receipts })).toMatchObject({ status: 200 });
  });
});
