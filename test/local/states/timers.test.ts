import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimers, type Timer } from '../../../local/states/timers.ts';
import { fakeClock, START } from './support.ts';

test('timers fire by deadline, then order, then age; cancelled ones do not', async () => {
  const plan = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 20 }), order: fc.integer({ min: 0, max: 5 }), cancel: fc.boolean() }),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(plan, async (plan) => {
      const time = fakeClock();
      const timers = createTimers(time.clock);
      const fired: number[] = [];
      const set = plan.map(({ at, order }, no): Timer => timers.set(START + at, order, () => fired.push(no)));
      for (const [no, { cancel }] of plan.entries()) if (cancel) timers.cancel(set[no]);
      await time.to(START + 20);
      const expected = plan
        .map((timer, no) => ({ ...timer, no }))
        .filter(({ cancel }) => !cancel)
        .sort((a, b) => a.at - b.at || a.order - b.order || a.no - b.no);
      expect(fired).toEqual(expected.map(({ no }) => no));
      expect([timers.size, time.alarms()]).toEqual([0, 0]);
    }),
    { numRuns: 60 },
  );
});

test('one alarm is enough for any number of timers', () => {
  const time = fakeClock();
  const timers = createTimers(time.clock);
  const set = Array.from({ length: 1000 }, (_, i) => timers.set(START + 1000 - i, 0, () => {}));
  expect(time.alarms()).toBe(1);
  for (const timer of set) timers.cancel(timer);
  timers.cancel(set[0]);
  expect([timers.size, time.alarms()]).toEqual([0, 0]);
});

test('ten thousand timers of one instant leave the event loop its turns', async () => {
  const time = fakeClock();
  const timers = createTimers(time.clock);
  let fired = 0;
  for (let i = 0; i < 10_000; i++) timers.set(START + 1, i, () => fired++);
  const moving = time.to(START + 1);
  const seen: number[] = [];
  while (fired < 10_000) {
    seen.push(fired);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await moving;
  expect(seen.length).toBeGreaterThan(100);
});
