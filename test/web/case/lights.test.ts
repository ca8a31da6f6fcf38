import { describe, expect, it } from 'vitest';
import type { Light } from '../../../domain/case/colours.ts';
import { caseLightAt, usedOf } from '../../../web/case/lights.ts';
import { lightAt } from '../../../web/parts/light-at.ts';

const at = (time: string): string => `2026-02-13T${time}:00.000Z`;
const clock = (warn: string | null, due: string | null, light: Light = 'green', settled = false) => ({
  startedAt: at('00:00'),
  limit: { measure: 'minutes' as const, count: 600 },
  provisional: false,
  directory: 1,
  warnAt: warn && at(warn),
  dueAt: due && at(due),
  light,
  settled,
});
const stage = (own: ReturnType<typeof clock>) => ({
  number: 1,
  unit: 'g1',
  level: 'grid' as const,
  purpose: 'handle' as const,
  from: null,
  bound: false,
  acceptedBy: null,
  endedAt: null,
  clock: own,
  parts: [],
});

describe('the light of a clock', () => {
  it.each([
    ['before the warning', clock('08:00', '10:00'), '07:59', 'green'],
    ['at the warning', clock('08:00', '10:00'), '08:00', 'yellow'],
    ['at the due instant', clock('08:00', '10:00'), '10:00', 'yellow'],
    ['after it', clock('08:00', '10:00'), '10:01', 'red'],
    ['that stands still, as it was told', clock(null, null, 'yellow'), '23:00', 'yellow'],
    ['that has settled, as it was told', clock('08:00', '10:00', 'green', true), '23:00', 'green'],
  ])('%s', (_, own, now, light) => expect(lightAt(own, at(now)).light).toBe(light));
});

describe('the light of a case', () => {
  const own = clock('12:00', '14:00');
  const held = clock('08:00', '10:00');
  const view = { clock: own, stages: [stage(held)], status: 'open' as const, light: 'green' as const, settled: false };

  it.each([
    ['07:00', 'green'],
    ['09:00', 'yellow'],
    ['11:00', 'red'],
  ])('is the worse of both at %s', (now, light) =>
    expect(caseLightAt(view, at(now))).toEqual({ light, settled: false }),
  );

  it('is the one of the case when that is worse', () => {
    const late = { ...view, clock: clock('01:00', '02:00') };
    expect(caseLightAt(late, at('03:00')).light).toBe('red');
  });
  it('stays when the case has ended, or waits for the resident', () => {
    expect(caseLightAt({ ...view, status: 'closed', settled: true }, at('23:00'))).toEqual({
      light: 'green',
      settled: true,
    });
    expect(caseLightAt({ ...view, status: 'feedback' }, at('23:00')).light).toBe('green');
  });
});

it('tells how much of the time is over, never less than none nor more than all', () => {
  const used = (time: string) => usedOf(clock('08:00', '10:00'), at('10:00'), Date.parse(at(time)));
  expect([used('00:00'), used('05:00'), used('10:00'), used('20:00')]).toEqual([0, 0.5, 1, 1]);
});
