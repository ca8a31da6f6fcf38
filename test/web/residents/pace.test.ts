import { describe, expect, it } from 'vitest';
import { pauseAfter, toldBy } from '../../../web/residents/pace.ts';

describe('how long is waited after failures', () => {
  it.each([
    [1, 5, 10],
    [2, 10, 20],
    [4, 40, 80],
    [6, 150, 300],
    [60, 150, 300],
  ])('after %i: %i to %i s, as chance has it', (failures, least, most) =>
    expect([pauseAfter(failures, 0, 0), pauseAfter(failures, 0, 1)]).toEqual([least * 1000, most * 1000]),
  );

  it.each([
    ['what the server told', 503, '30', 30],
    ['a minute for too many', 429, null, 60],
    ['what the server told of too many', 429, '7', 7],
    ['nothing of a date', 503, 'Wed, 21 Oct 2026 07:28:00 GMT', 0],
    ['nothing without a word', 503, null, 0],
  ])('and on top of it %s', (_, status, header, seconds) =>
    expect(pauseAfter(1, toldBy(status, header), 0)).toBe(5000 + seconds * 1000),
  );

  it('but an hour at most', () => expect(pauseAfter(1, toldBy(503, '999999'), 0)).toBe(3_605_000));
});
