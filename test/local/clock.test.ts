import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createClock, createManualClock } from '../../local/clock.ts';
import { readSchedule } from '../../local/cron.ts';
import { scratch } from './cloud-under-test.ts';

const day = 24 * 3_600_000;
afterEach(() => vi.useRealTimers());

test('at speed 1 engine time is wall time; at 1440 a real minute is a day', () => {
  let real = Date.parse('2026-03-02T08:00:00Z');
  const now = () => real;
  const [plain, fast] = [createClock({ speed: 1, now }), createClock({ speed: 1440, now })];
  real += 60_000;
  expect(plain.now()).toBe(real);
  expect(fast.now()).toBe(Date.parse('2026-03-03T08:00:00Z'));
  plain.close();
  fast.close();
});

test('a wait of 400 days fires on time and not before', () => {
  vi.useFakeTimers({ now: 0 });
  const clock = createClock({ speed: 1 });
  const run = vi.fn();
  clock.at(400 * day, run);
  vi.advanceTimersByTime(400 * day - 1);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledOnce();
  clock.close();
});

test('a cancelled timer does not run', () => {
  vi.useFakeTimers({ now: 0 });
  const clock = createClock({ speed: 1 });
  const run = vi.fn();
  clock.at(10, run)();
  vi.advanceTimersByTime(20);
  expect(run).not.toHaveBeenCalled();
  clock.close();
});

// Each row: speed before, speed after, seconds away, closed cleanly or killed, engine seconds that pass between the runs at least.
test.each([
  { before: 1440, after: 1, away: 0, clean: true, atLeast: 0 },
  { before: 1440, after: 1440, away: 60, clean: true, atLeast: 60 },
  { before: 1440, after: 1, away: 3, clean: false, atLeast: 3 * 1440 },
  { before: 1, after: 1, away: 60, clean: false, atLeast: 60 },
])('engine time never goes back over a restart: %o', ({ before, after, away, clean, atLeast }) => {
  const { path, remove } = scratch();
  const file = join(path, 'clock.json');
  let real = 1_800_000_000_000;
  const now = () => real;
  const first = createClock({ speed: before, now, file });
  real += 500;
  const left = first.now();
  if (clean) first.close();
  real += away * 1000;
  const second = createClock({ speed: after, now, file });
  expect(second.now()).toBeGreaterThanOrEqual(left + atLeast * 1000);
  first.close();
  second.close();
  remove();
});

test('moved by hand, it runs what falls due in order, each at its own instant', () => {
  const clock = createManualClock(0);
  const ran: [string, number][] = [];
  clock.at(20, () => ran.push(['later', clock.now()]));
  clock.at(10, () => {
    ran.push(['first', clock.now()]);
    clock.at(15, () => ran.push(['added', clock.now()]));
  });
  clock.advanceTo(19);
  expect(ran).toEqual([
    ['first', 10],
    ['added', 15],
  ]);
  expect(clock.now()).toBe(19);
});

// Each row: expression, zone, from, the next three instants.
test.each([
  [
    'rate(1 minute)',
    'UTC',
    '2026-03-02T08:00:30Z',
    ['2026-03-02T08:01:30', '2026-03-02T08:02:30', '2026-03-02T08:03:30'],
  ],
  [
    'rate(2 hours)',
    'UTC',
    '2026-03-02T08:00:00Z',
    ['2026-03-02T10:00:00', '2026-03-02T12:00:00', '2026-03-02T14:00:00'],
  ],
  // 03:30 in Urumqi's official zone is 19:30 UTC the day before.
  [
    'cron(30 3 * * ? *)',
    'Asia/Shanghai',
    '2026-03-02T08:00:00Z',
    ['2026-03-02T19:30:00', '2026-03-03T19:30:00', '2026-03-04T19:30:00'],
  ],
  [
    'cron(0/20 8-9 ? * MON-FRI *)',
    'UTC',
    '2026-03-06T09:30:00Z',
    ['2026-03-06T09:40:00', '2026-03-09T08:00:00', '2026-03-09T08:20:00'],
  ],
  [
    'cron(0 0 1 1 ? *)',
    'UTC',
    '2026-03-06T09:30:00Z',
    ['2027-01-01T00:00:00', '2028-01-01T00:00:00', '2029-01-01T00:00:00'],
  ],
])('%s in %s', (expression, zone, from, expected) => {
  const next = readSchedule(expression, zone);
  let at = Date.parse(from);
  expect(
    expected.map(() => {
      at = next(at);
      return new Date(at).toISOString().slice(0, 19);
    }),
  ).toEqual(expected);
});

test.each(['at(2026-03-02T08:00:00)', 'rate(5 fortnights)', 'cron(0 0 L * ? *)', 'cron(0 0)'])(
  '%s is refused with its text',
  (expression) => {
    expect(() => readSchedule(expression, 'UTC')).toThrow(expression);
  },
);
