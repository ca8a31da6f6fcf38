import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../domain/primitives.ts';
import { stretchOf } from '../../functions/shell/days.ts';
import { district, MONDAY, shanghai } from '../support/casework.ts';

type Days = { from?: CivilDate; to?: CivilDate };
const told = (days: Days) => () => stretchOf(days, MONDAY, district, 7);

describe('days that are asked for', () => {
  test.each<[string, Days, string, string]>([
    ['none: the last seven', {}, shanghai('2026-02-23 09:00'), MONDAY],
    [
      'of the past',
      { from: '2026-02-01', to: '2026-02-28' },
      shanghai('2026-02-01 00:00'),
      shanghai('2026-02-28 23:59:59.999'),
    ],
    ['today', { from: '2026-03-02' }, shanghai('2026-03-02 00:00'), MONDAY],
    ['up to one ahead: up to now', { from: '2026-03-01', to: '9999-12-31' }, shanghai('2026-03-01 00:00'), MONDAY],
  ])('%s', (_, days, from, to) => expect(told(days)()).toEqual({ from, to }));

  test.each<[string, Days, RegExp]>([
    ['the other way round', { from: '2026-03-02', to: '2026-03-01' }, /^from 2026-03-02 is after to 2026-03-01; /],
    ['from tomorrow', { from: '2026-03-03' }, /^2026-03-03 lies ahead; ask for days up to 2026-03-02$/],
    ['of a month ahead', { from: '9999-12-01', to: '9999-12-31' }, /^9999-12-01 lies ahead; /],
    ['from one ahead, up to one that is over', { from: '2026-03-03', to: '2026-03-01' }, /^2026-03-03 lies ahead; /],
    ['in no calendar', { from: '2026-02-30' }, /^2026-02-30 is no day of the calendar$/],
  ])('are refused: %s', (_, days, detail) =>
    expect(told(days)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ detail: expect.stringMatching(detail) }) }),
    ),
  );
});
