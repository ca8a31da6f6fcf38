import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Span, sameSpan, towards } from '../../../web/console/drawn.ts';

describe('rows that are drawn step by step', () => {
  it.each([
    [
      [0, 0],
      [0, 30],
      [0, 8],
    ],
    [
      [0, 30],
      [3, 33],
      [3, 33],
    ],
    [
      [0, 30],
      [20, 50],
      [20, 38],
    ],
    [
      [40, 70],
      [20, 50],
      [32, 50],
    ],
    [
      [0, 30],
      [100, 130],
      [100, 108],
    ],
  ] as const)('from %o to %o: %o', ([a, b], [from, to], [c, d]) =>
    expect(towards({ from: a, to: b }, { from, to }, 8)).toEqual({ from: c, to: d }),
  );

  it('come to what is wanted, at most eight new ones at a time', () => {
    const span = fc.tuple(fc.nat(200), fc.nat(40)).map(([from, length]): Span => ({ from, to: from + length }));
    fc.assert(
      fc.property(span, span, (start, wanted) => {
        let drawn = start;
        for (let step = 0; step < 7; step += 1) {
          const next = towards(drawn, wanted, 8);
          const kept = Math.max(0, Math.min(next.to, drawn.to) - Math.max(next.from, drawn.from));
          expect(next.to - next.from - kept).toBeLessThanOrEqual(8);
          drawn = next;
        }
        expect(sameSpan(drawn, wanted)).toBe(true);
      }),
    );
  });
});
