import { expect, test } from 'vitest';
import { movedBy } from '../../../domain/case/clocks.ts';
import { tick } from '../../../domain/case/tick.ts';
import { directoryAt, everyMoment } from '../../support/histories.ts';

/** What a dry run tells of a new calendar is what the calendar does. */
test('the clocks that a new calendar moves are told as they will be rescheduled', () => {
  let moves = 0;
  everyMoment(({ kase, now }) => {
    const told = movedBy(kase, directoryAt(2));
    const [first] = tick(kase, now, directoryAt(2));
    const done = first?.what.type === 'rescheduled' ? first.what : undefined;
    const whole = told.filter(({ clock }) => clock === 'case').map(({ to }) => to);
    expect(whole).toEqual(done && done.clock.dueAt !== kase.clock.dueAt ? [done.clock.dueAt] : []);
    const stage = kase.stages.at(-1);
    const parts = stage?.parts.filter(({ endedAt }) => endedAt === null) ?? [];
    const pairs = [[stage?.clock, done?.stageClock], ...parts.map(({ unit, clock }) => [clock, done?.parts?.[unit]])];
    const others = pairs.flatMap(([was, is]) => (is && was?.dueAt !== is.dueAt ? [is.dueAt] : []));
    expect(told.filter(({ clock }) => clock === 'stage').map(({ to }) => to)).toEqual(others);
    moves += told.length;
  }, 120);
  expect(moves).toBeGreaterThan(0);
});
