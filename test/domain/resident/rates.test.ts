import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RATES, Rate, ratesWith, verdictOf } from '../../../domain/resident/rates.ts';

const address = RATES['address-soft'];
const device = RATES['device-soft'];

test.each([
  ['the first of all', { address: 1, device: 1 }, 'in'],
  ['the last that is free', { address, device }, 'in'],
  ['one more of a device', { address: 10, device: device + 1 }, 'prove'],
  ['one more of an address, by devices that are new each time', { address: address + 1, device: 1 }, 'prove'],
  ['a device over the hard limit', { address: 30, device: RATES['device-hard'] + 1 }, 'hold'],
  ['an address over the hard limit', { address: RATES['address-hard'] + 1, device: undefined }, 'hold'],
  ['a device over twice that', { address: 50, device: 2 * RATES['device-hard'] + 1 }, 'refuse'],
])('%s: %s → %s', (_what, counts, verdict) => {
  expect(verdictOf(counts, RATES)).toBe(verdict);
});

test('more reports are never treated better', () => {
  const order = ['in', 'prove', 'hold', 'refuse'];
  const count = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(count, count, fc.nat(100), (first, second, more) => {
      const before = order.indexOf(verdictOf({ address: first, device: second }, RATES));
      expect(order.indexOf(verdictOf({ address: first + more, device: second }, RATES))).toBeGreaterThanOrEqual(before);
      expect(order.indexOf(verdictOf({ address: first, device: second + more }, RATES))).toBeGreaterThanOrEqual(before);
    }),
  );
});

test('a deployment sets some of them otherwise', () => {
  expect(ratesWith('')).toEqual(RATES);
  expect(ratesWith('device-soft:10,links:3')).toEqual({ ...RATES, 'device-soft': 10, links: 3 });
  for (const wrong of ['device', 'device-soft:0', 'device-soft:-1', 'device-soft:1e3', 'else:1'])
    expect(Rate.safeParse(wrong).success).toBe(false);
});
