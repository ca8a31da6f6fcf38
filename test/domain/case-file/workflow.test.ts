import { describe, expect, test } from 'vitest';
import {
  answered,
  armed,
  changed,
  delivered,
  isPending,
  lost,
  patienceTimes,
  restarted,
  unstarted,
} from '../../../domain/case-file/workflow.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { MONDAY } from '../../support/casework.ts';

const opened = changed(unstarted, MONDAY);
const waiting = armed(opened, 'T1', 1, '2026-03-02T01:00:00.000Z 000');

describe('the signal of a case', () => {
  test('is pending from a change until a wait knows of it', () => {
    expect([unstarted, opened, waiting, changed(waiting, MONDAY)].map(isPending)).toEqual([false, true, false, true]);
  });

  test('stays pending when the wait was made for an older plan', () => {
    const moved = armed(changed(waiting, MONDAY), 'T2', 1, '2026-03-02T02:00:00.000Z 000');
    expect([isPending(moved), moved.token]).toEqual([true, 'T2']);
  });

  test('delivering twice, or an older word, changes nothing', () => {
    expect(delivered(delivered(opened, 1), 1)).toEqual(delivered(opened, 1));
    expect(delivered(changed(waiting, MONDAY), 0)).toEqual(changed(waiting, MONDAY));
  });

  test('a machine that asks is answered with the newest, and holds no token', () => {
    const asked = answered(changed(waiting, MONDAY));
    expect([isPending(asked), asked.token]).toEqual([false, null]);
  });

  test('pending since the first change that was not delivered', () => {
    const twice = changed(changed(waiting, MONDAY), plusSeconds(MONDAY, 60));
    expect(twice.pendingSince).toBe(MONDAY);
  });
});

describe('the token on record', () => {
  test('is that of the wait entered last, even if an earlier one reports later', () => {
    const newer = armed(waiting, 'T2', 1, '2026-03-02T02:00:00.000Z 000');
    expect(armed(newer, 'T1', 1, '2026-03-02T01:00:00.000Z 000')).toBe(newer);
    expect(armed(newer, 'T3', 1, '2026-03-02T02:00:00.000Z 001').token).toBe('T3');
  });

  test('is taken from machines that do not tell when they entered', () => {
    expect(armed(opened, 'T1', 1, '').token).toBe('T1');
  });
});

describe('a lost execution', () => {
  test('is looked for from the loss on, not from an older signal', () => {
    const later = plusSeconds(MONDAY, 3600);
    expect(lost(opened, later)).toMatchObject({ pendingSince: later, token: null });
    expect(restarted(opened, later)).toMatchObject({ pendingSince: later, restart: 2, token: null, turn: '' });
  });

  test('is given more patience the more often it was started again, up to a bound', () => {
    const restart = (times: number) => patienceTimes({ ...unstarted, restart: times });
    expect([restart(1), restart(5), restart(1000)]).toEqual([1, 5, 30]);
  });
});
