import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOfWall, wallOfInstant } from '../../../web/case/zone-time.ts';

describe('wall time of the district, wherever the browser is', () => {
  it.each([
    ['Asia/Shanghai', '2026-02-14T09:30', '2026-02-14T01:30:00.000Z'],
    ['Asia/Shanghai', '2026-01-01T00:00', '2025-12-31T16:00:00.000Z'],
    ['UTC', '2026-02-14T09:30', '2026-02-14T09:30:00.000Z'],
    // Clocks skip from 02:00 to 03:00: the change itself.
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00:00.000Z'],
    // Clocks show 01:30 twice: the first time.
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
    ['Asia/Kathmandu', '2026-02-14T09:30:15', '2026-02-14T03:45:15.000Z'],
  ])('%s %s is %s', (zone, wall, instant) => expect(instantOfWall(wall, zone)).toBe(instant));

  it.each(['', '2026-02-14', '2026-02-14T25:00', '2026-13-01T00:00', 'tomorrow', '2026-02-14T09:30Z'])(
    '"%s" is none',
    (text) => expect(instantOfWall(text, 'Asia/Shanghai')).toBeUndefined(),
  );

  it('reads back every minute that it shows', () => {
    const minute = fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2080, 0) / 60_000 });
    fc.assert(
      fc.property(minute, (at) => {
        const wall = wallOfInstant(at * 60_000, 'Asia/Shanghai');
        expect(instantOfWall(wall, 'Asia/Shanghai')).toBe(new Date(at * 60_000).toISOString());
      }),
    );
  });
});
