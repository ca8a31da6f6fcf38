import { describe, expect, test } from 'vitest';
import { phoneFor } from '../../../domain/case-file/next-phone.ts';
import { textOf } from '../../../domain/line/templates.ts';
import { instant, ms } from '../../../domain/primitives.ts';
import { noticeSays } from '../../../domain/review/notices.ts';
import { planOf } from '../../../domain/review/plan.ts';
import { lightOfReview } from '../../../domain/review/review.ts';
import { caughtUp, type ReviewFile, reviewOf } from '../../../domain/review/review-file.ts';
import { of, theLeader } from '../../support/a-district.ts';
import { district, means, shanghai } from '../../support/casework.ts';
import { aProposal, aReview, reviewsByStage, step } from '../../support/reviewing.ts';

const STATES = reviewsByStage();
const at = (file: ReviewFile | undefined, wall: string) => caughtUp(file ?? aReview(), means(shanghai(wall)));
const told = (file: ReviewFile) =>
  file.outbox.map(({ news, unit, as, notBefore }) => `${news} ${unit} ${as} ${notBefore}`);

/** Opened Monday 9 March at 09:00; the others begin within that day. */
describe('lights of the stages', () => {
  test.each([
    [
      'proposed',
      'Mon 09:00: 6 × 7 h to the close of Mon 16; a fifth before is Fri 13',
      '2026-03-13 16:36',
      '2026-03-16 18:00',
    ],
    [
      'findings',
      'Mon 11:00: 10 × 7 h and 5 h to the close of Mon 23; a fifth before is Thu 19',
      '2026-03-19 17:00',
      '2026-03-23 18:00',
    ],
    [
      'decision',
      'Mon 13:00: 5 × 7 h and 4 h to the close of Mon 16; a fifth before is Fri 13',
      '2026-03-13 17:12',
      '2026-03-16 18:00',
    ],
    [
      'ruling',
      'Mon 15:00: 10 × 7 h and 3 h to the close of Mon 23; a fifth before is Thu 19',
      '2026-03-19 17:24',
      '2026-03-23 18:00',
    ],
  ])('%s from %s', (stage, _, yellow, due) => {
    const file = STATES[stage] ?? aReview();
    const light = (wall: string, milliseconds = 0) => {
      const now = instant(ms(shanghai(wall)) + milliseconds);
      return lightOfReview(reviewOf(caughtUp(file, means(now))), now).light;
    };
    expect([light(yellow, -1), light(yellow), light(due), light(due, 1)]).toEqual(['green', 'yellow', 'yellow', 'red']);
  });

  test('statements end by themselves at the close of the fifth working day, without a red', () => {
    const file = STATES.statements ?? aReview();
    expect(lightOfReview(reviewOf(at(file, '2026-03-16 18:00')), shanghai('2026-03-16 18:00')).light).toBe('yellow');
    const after = reviewOf(at(file, '2026-03-16 18:01'));
    expect(after).toMatchObject({ status: 'findings', stages: [{ name: 'statements' }, { name: 'findings' }] });
    expect(lightOfReview(after, shanghai('2026-03-16 18:01')).light).toBe('green');
  });

  test('appeals end by themselves at midnight after fifteen days: closed without one, ruled on with one', () => {
    expect(reviewOf(at(STATES.appeal, '2026-03-24 23:59')).status).toBe('appeal');
    expect(reviewOf(at(STATES.appeal, '2026-03-25 00:01')).status).toBe('closed');
    const one = step(
      STATES.appeal ?? aReview(),
      of('niushi'),
      { type: 'appeal', about: { unit: 'niushi' }, words: '不服' },
      shanghai('2026-03-20 10:00'),
    );
    expect(reviewOf(at(one, '2026-03-25 00:01')).status).toBe('ruling');
  });

  test('a review of which a stage was late is red for ever, one in time green', () => {
    expect(lightOfReview(reviewOf(STATES.closed ?? aReview()), shanghai('2026-12-01 09:00'))).toEqual({
      light: 'green',
      settled: true,
    });
    const late = step(
      STATES.ruling ?? aReview(),
      theLeader,
      { type: 'rule', changes: [], words: '维持' },
      shanghai('2026-03-30 09:00'),
    );
    expect(lightOfReview(reviewOf(late), shanghai('2026-12-01 09:00'))).toEqual({ light: 'red', settled: true });
  });
});

describe('who is told', () => {
  test('those concerned, to state; those who have not by then, at yellow', () => {
    const open = STATES.statements ?? aReview();
    expect(told(open).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(
      ['niushi-v1-g1', 'niushi-v1', 'niushi', 'shawan', 'dept-housing'].map((unit) => `to-state ${unit} duty`),
    );
    const one = step(open, of('niushi'), { type: 'state', words: '已尽责' }, shanghai('2026-03-10 09:00'));
    expect(told({ ...at(one, '2026-03-14 09:00') }).filter((line) => line.startsWith('yellow'))).toEqual(
      ['niushi-v1-g1', 'niushi-v1', 'shawan', 'dept-housing'].map(
        (unit) => `yellow ${unit} duty ${shanghai('2026-03-16 09:00')}`,
      ),
    );
  });

  test('the centre at yellow in its hours; duty and leader at red at once', () => {
    const findings = { ...(STATES.findings ?? aReview()), outbox: [] };
    const yellow = at(findings, '2026-03-20 03:00');
    expect(told(yellow)).toEqual([`yellow shawan duty ${shanghai('2026-03-20 09:00')}`]);
    const red = at({ ...yellow, outbox: [] }, '2026-03-23 20:00');
    expect(told(red)).toEqual(['duty', 'leader'].map((as) => `red shawan ${as} ${shanghai('2026-03-23 20:00')}`));
    expect(red.outbox.map((notice) => phoneFor(notice, shanghai('2026-03-23 20:00'), district))).toEqual([
      '+8610000000001',
      '+8610000000009',
    ]);
  });

  test('the leader to decide, who was found responsible to appeal, the centre of a proposal', () => {
    expect(told(STATES.decision ?? aReview()).map((line) => line.slice(0, 23))).toEqual(['to-decide shawan leader']);
    expect(told(STATES.appeal ?? aReview()).map((line) => line.slice(0, 21))).toEqual(['to-appeal niushi duty']);
    expect(told(aProposal()).map((line) => line.slice(0, 20))).toEqual(['proposed shawan duty']);
  });

  test('every text is one message and names nobody', () => {
    for (const file of Object.values(STATES)) {
      for (const notice of file.outbox) {
        const text = textOf(noticeSays(notice, reviewOf(file), district));
        expect(text.length).toBeLessThanOrEqual(70);
        expect(text).toMatch(/^【网格灯】\S+ 01KJP3AB5S8M6W3T9V2XQ4RD7R \S+( 限\d\d-\d\d \d\d:\d\d)?$/);
      }
    }
    expect(
      textOf(noticeSays({ ...(STATES.statements?.outbox[0] ?? never()) }, reviewOf(aReview()), district)),
    ).toContain('倒查请陈述');
  });
});

test('plans lead through the lights of a stage, and closed when it has ended', () => {
  const plan = (file: ReviewFile | undefined, wall: string) =>
    planOf(reviewOf(at(file, wall)), 1, shanghai(wall), district);
  expect(plan(STATES.findings, '2026-03-09 12:00')).toMatchObject({ where: 'Findings' });
  expect(plan(STATES.findings, '2026-03-21 12:00')).toMatchObject({ where: 'Findings yellow', seconds: { green: 1 } });
  expect(plan(STATES.findings, '2026-04-21 12:00')).toMatchObject({
    where: 'Findings red',
    seconds: { red: 30 * 86_400 },
  });
  expect(plan(STATES.withdrawn, '2026-03-09 12:00')).toMatchObject({ where: 'Closed' });
});

const never = (): never => {
  throw new Error('there is a notice');
};
