import { afterAll, beforeAll, expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { ratesWith } from '../../domain/resident/rates.ts';
import { dayKeys } from '../../functions/shell/day-keys.ts';
import { failingInFixedTime, type Timer } from '../../functions/shell/fixed-time.ts';
import { guarded } from '../../functions/shell/guesses.ts';
import { limitRows } from '../../functions/shell/limit-rows.ts';
import { ProblemError, problem } from '../../functions/shell/problem.ts';
import { countQuestion } from '../../functions/shell/questions.ts';
import { MONDAY } from '../support/casework.ts';
import { aResidentsTable } from './a-residents-table.ts';

let table: Awaited<ReturnType<typeof aResidentsTable>>;
beforeAll(async () => {
  table = await aResidentsTable();
});
afterAll(() => table.close());

/** A timer that shows what it was told: each look takes as long as it is said to. */
function aTimer() {
  let at = 0;
  const timer: Timer = {
    now: () => at,
    pause: async (ms) => {
      at += ms;
    },
  };
  return {
    timer,
    now: () => at,
    takes: (ms: number) => {
      at += ms;
    },
  };
}

test.each([0, 7, 99, 100])('what fails after %i ms takes a hundred', async (ms) => {
  const { timer, now, takes } = aTimer();
  const work = async () => {
    takes(ms);
    throw new Error('no');
  };
  await expect(failingInFixedTime(work, timer, 100)).rejects.toThrow('no');
  expect(now()).toBe(100);
});

test('what succeeds does not wait', async () => {
  const { timer, now } = aTimer();
  expect(await failingInFixedTime(async () => 'here', timer, 100)).toBe('here');
  expect(now()).toBe(0);
});

test('who guesses too often hears nothing more, right or wrong, until the quarter of an hour is over', async () => {
  const rows = limitRows(table.client, 'residents', 'shawan');
  const guard = { rows, keys: dayKeys(rows), rates: ratesWith('guesses:3'), timer: aTimer().timer };
  const wrong = () => Promise.reject(new ProblemError(problem('not-found', 'there is no report with this receipt')));
  const codeOf = (address: string, look: () => Promise<string>, now = MONDAY): Promise<string> =>
    guarded(address, now, guard, look).catch((refused) => refused.problem.code);
  for (const _ of [1, 2, 3]) expect(await codeOf('198.51.100.1', wrong)).toBe('not-found');
  expect(await codeOf('198.51.100.1', wrong)).toBe('too-many');
  expect(await codeOf('198.51.100.1', async () => 'right')).toBe('too-many');
  expect(await codeOf('198.51.100.2', async () => 'right')).toBe('right');
  expect(await codeOf('198.51.100.1', async () => 'right', plusSeconds(MONDAY, 900))).toBe('right');
});

test('who asks too often whether a matter is known hears nothing more until the quarter of an hour is over', async () => {
  const rows = limitRows(table.client, 'residents', 'asked');
  const guard = { rows, keys: dayKeys(rows), rates: ratesWith('similar:2') };
  const codeOf = (address: string, now = MONDAY): Promise<string> =>
    countQuestion(address, now, guard).then(
      () => 'answered',
      (refused) => refused.problem.code,
    );
  expect(await codeOf('198.51.100.1')).toBe('answered');
  expect(await codeOf('198.51.100.1')).toBe('answered');
  expect(await codeOf('198.51.100.1')).toBe('too-many');
  expect(await codeOf('198.51.100.2')).toBe('answered');
  expect(await codeOf('198.51.100.1', plusSeconds(MONDAY, 900))).toBe('answered');
});
