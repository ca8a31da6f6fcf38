import { describe, expect, test } from 'vitest';
import { claimOf, isSigned, type Signed, signatureOf, signedHeaders } from '../../functions/shell/gateway-signature.ts';

const KEY = 'district-key';
const AT = '2026-03-02T01:00:00.000Z';
const NOW = Date.parse(AT);
const request: Signed = { method: 'POST', path: '/sms/receipts', timestamp: AT, id: 'r-1', body: '{"receipts":[]}' };

/** Made with openssl. */
test.each([
  [request, KEY, 'bacd9485a10abfbcce971f1b1e450423d472109b5f60d7d09e3ff25f9f8cabc6'],
  [
    { method: 'GET', path: '/', timestamp: '2026-03-02T01:00:00Z', id: 'x', body: '' },
    '钥匙',
    'd007b6d7817d8137e63529d1836bd52432f0f11886e74c10ec96323cbec5763a',
  ],
])('the signature of %o', (signed, key, signature) => {
  expect(signatureOf(signed, key)).toBe(signature);
  expect(signatureOf({ ...signed, body: Buffer.from(signed.body) }, key)).toBe(signature);
});

const received = (over: Partial<Signed> = {}, headers: Record<string, string | undefined> = {}) => ({
  method: over.method ?? request.method,
  path: over.path ?? request.path,
  body: over.body ?? request.body,
  headers: { ...signedHeaders(request, KEY), ...headers },
});
const verdict = (given: ReturnType<typeof received>, now = NOW, key = KEY): boolean => {
  const claim = claimOf(given, now);
  return claim !== undefined && isSigned(claim, key);
};

describe('a request', () => {
  test('as it was signed is good', () => expect(verdict(received())).toBe(true));

  test.each<[string, ReturnType<typeof received>]>([
    ['another method', received({ method: 'PUT' })],
    ['another path', received({ path: '/sms/replies' })],
    ['another body', received({ body: '{"receipts":[{}]}' })],
    ['another id', received({}, { 'x-gridlight-id': 'r-2' })],
    ['another timestamp', received({}, { 'x-gridlight-timestamp': '2026-03-02T01:00:01.000Z' })],
    ['another signature', received({}, { 'x-gridlight-signature': 'a'.repeat(64) })],
    ['a signature cut short', received({}, { 'x-gridlight-signature': 'ab' })],
    ['no signature', received({}, { 'x-gridlight-signature': undefined })],
    ['no id', received({}, { 'x-gridlight-id': undefined })],
    ['no timestamp', received({}, { 'x-gridlight-timestamp': undefined })],
    ['a day that does not exist', received({}, { 'x-gridlight-timestamp': '2026-02-31T01:00:00.000Z' })],
    ['words for a timestamp', received({}, { 'x-gridlight-timestamp': 'now' })],
  ])('with %s is not', (_, given) => expect(verdict(given)).toBe(false));

  test('signed with another key is not', () => expect(verdict(received(), NOW, 'other')).toBe(false));

  test.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])('that arrives %i seconds from when it was signed: %s', (seconds, good) => {
    expect(verdict(received(), NOW + seconds * 1000)).toBe(good);
  });
});
