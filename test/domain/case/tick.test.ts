import { describe, expect, test } from 'vitest';
import { currentStage } from '../../../domain/case/case.ts';
import { explain } from '../../../domain/case/explain.ts';
import { lightOf, lightOfCase } from '../../../domain/case/light.ts';
import type { CaseFile } from '../../../domain/case-file/case-file.ts';
import { caseOf } from '../../../domain/case-file/case-file.ts';
import { planOf } from '../../../domain/case-file/plan.ts';
import { instant, ms, plusSeconds } from '../../../domain/primitives.ts';
import { aDirectory, documents, fire, of } from '../../support/a-district.ts';
import { aCase, climbedTo, district, MONDAY, move, shanghai, ticked } from '../../support/casework.ts';

const rungsOf = (file: CaseFile) =>
  file.history.flatMap(({ what }) => (what.type === 'rung' ? [`${what.rung}@${what.due}`] : []));

describe('lights at their instants', () => {
  // Grid limit 420 working minutes from Monday 09:00: due Monday 18:00; the warning is half of it before, 14:30.
  const DUE = shanghai('2026-03-02 18:00');
  const WARN = shanghai('2026-03-02 14:30');

  test.each([
    ['before the warning instant', plusSeconds(WARN, -1), 'green'],
    ['at the warning instant', WARN, 'yellow'],
    ['at the due instant', DUE, 'yellow'],
    ['one second after', plusSeconds(DUE, 1), 'red'],
  ])('open, %s', (_, at, light) => {
    expect(lightOfCase(caseOf(aCase()), at)).toEqual({ light, settled: false });
  });

  test('done exactly at dueAt is green for ever, one second later is red for ever', () => {
    const sameLimit = aDirectory({
      categories: documents().categories.map((row) => ({ ...row, limits: { ...row.limits, case: row.limits.grid } })),
    });
    const file = aCase({ directory: sameLimit });
    expect(caseOf(file).clock.dueAt).toBe(DUE);
    const doneAt = (at: string) =>
      caseOf(move(file, of('niushi-v1-g1'), { type: 'resolve', result: '已修' }, at, sameLimit));
    const muchLater = plusSeconds(DUE, 1e9);
    expect(lightOfCase(doneAt(DUE), muchLater)).toEqual({ light: 'green', settled: true });
    expect(lightOfCase(doneAt(plusSeconds(DUE, 1)), muchLater)).toEqual({ light: 'red', settled: true });
    const { clock, endedAt } = currentStage(doneAt(DUE));
    expect(lightOf(clock, endedAt, muchLater)).toEqual({ light: 'green', settled: true });
  });

  test('Friday evening before a make-up Saturday is due that Saturday, and the explanation says so', () => {
    const oneDay = { measure: 'working-days', count: 1 } as const;
    const directory = aDirectory({
      categories: documents().categories.map((row) => ({
        ...row,
        limits: { ...row.limits, case: oneDay, grid: oneDay },
      })),
    });
    const at = shanghai('2026-02-13 18:30');
    const kase = caseOf(aCase({ at, directory }));
    expect(kase.clock.dueAt).toBe(shanghai('2026-02-14 18:00'));
    const { clocks } = explain(kase, at, () => directory);
    expect(JSON.stringify(clocks)).toMatch(/春节调休/);
  });

  test('claimed once each, in order, however often the clock is asked', () => {
    let file = aCase();
    for (const at of [WARN, WARN, DUE, plusSeconds(DUE, 1), plusSeconds(DUE, 1)]) file = ticked(file, at);
    expect(rungsOf(file)).toEqual([`yellow@${WARN}`, `red@${instant(ms(DUE) + 1)}`]);
  });

  test('a late claim records the instants at which the lights turned, and tells of the worst only', () => {
    const file = ticked(aCase(), plusSeconds(DUE, 600));
    expect(rungsOf(file)).toHaveLength(2);
    expect(file.outbox.map(({ news, as }) => `${news} ${as}`)).toEqual(['red duty', 'red leader']);
  });

  test('long red reminds as often as the category says, then goes up by itself, and tells the next holder', () => {
    const file = ticked(aCase(), shanghai('2026-03-05 18:00'));
    expect(rungsOf(file).map((row) => row.split('@')[0])).toEqual(['yellow', 'red', 'reminder', 'reminder']);
    expect(file.history.at(-1)?.what).toMatchObject({
      type: 'escalated',
      automatic: true,
      holding: { unit: 'niushi-v1' },
    });
    expect(file.outbox.map(({ news, unit }) => `${news} ${unit}`)).toEqual([
      'handed-over niushi-v1',
      'moved niushi-v1-g1',
    ]);
  });

  test('red at a department stays there, with the limit of the whole case told on its own', () => {
    const file = ticked(climbedTo('department', aCase({ category: fire.id })), plusSeconds(MONDAY, 3 * 86_400));
    expect(currentStage(caseOf(file)).unit).toBe('dept-housing');
    expect(rungsOf(file).map((row) => row.split('@')[0])).toEqual(['yellow', 'red', 'reminder', 'case-red']);
  });

  test('what waits for the check is on the clock of the checker', () => {
    const checking = caseOf(climbedTo('check'));
    const late = instant(ms(checking.clock.dueAt) + 86_400_000);
    expect(lightOfCase(checking, late).light).toBe('red');
    const closed = caseOf(move(climbedTo('check'), of('shawan'), { type: 'close' }, late));
    expect(lightOfCase(closed, late)).toEqual({ light: 'green', settled: true });
    expect(currentStage(closed).clock.dueAt < late).toBe(true);
  });
});

describe('provisional deadlines', () => {
  const before = aDirectory();
  const [calendar] = documents().calendars;
  const after = aDirectory(
    {
      calendars: [
        {
          ...calendar,
          id: 'cn',
          name: '全国',
          validThrough: '2027-12-31',
          dates: [{ date: '2027-01-01', is: 'off', name: '元旦' }],
        },
      ],
    },
    2,
  );

  test('a deadline past the announced dates moves when the next year is announced, with the reason on record', () => {
    const file = aCase({ at: shanghai('2026-12-28 09:00'), directory: before });
    expect(caseOf(file).clock).toMatchObject({ provisional: true, dueAt: shanghai('2027-01-11 18:00') });
    const next = ticked(file, shanghai('2026-12-28 09:30'), after);
    expect(next.history.at(-1)?.what).toMatchObject({ type: 'rescheduled', because: 'calendar' });
    expect(caseOf(next).clock).toMatchObject({ provisional: false, dueAt: shanghai('2027-01-12 18:00'), directory: 2 });
    expect(next.workflow.seq).toBe(file.workflow.seq + 1);
  });
});

describe('a calendar that is announced late', () => {
  test('takes a light back, and the light is told again when it comes', () => {
    const [calendar] = documents().calendars;
    const known = aDirectory();
    const announced = aDirectory(
      {
        calendars: [
          {
            ...calendar,
            id: 'cn',
            name: '全国',
            validThrough: '2027-12-31',
            dates: [4, 5, 6, 7, 8].map((day) => ({ date: `2027-01-0${day}`, is: 'off' as const, name: '加放' })),
          },
        ],
      },
      2,
    );
    // Due on Monday 4 January 2027 by the plain week; that week turns out to be off.
    const file = ticked(aCase({ at: shanghai('2027-01-03 20:00') }), shanghai('2027-01-05 09:00'), known);
    expect(rungsOf(file)).toHaveLength(2);
    const moved = ticked(file, shanghai('2027-01-05 10:00'), announced);
    expect(lightOfCase(caseOf(moved), shanghai('2027-01-05 10:00')).light).toBe('green');
    expect(currentStage(caseOf(moved)).rungs).toEqual([]);
    const later = ticked(moved, shanghai('2027-01-11 18:01'), announced);
    expect(currentStage(caseOf(later)).rungs.map(({ rung }) => rung)).toEqual(['yellow', 'red']);
  });
});

describe('plans', () => {
  test('say where, and whole seconds that never come too early', () => {
    const file = aCase({ at: '2026-03-02T01:00:00.001Z' });
    const plan = planOf(caseOf(file), file.workflow, '2026-03-02T01:00:00.500Z', district);
    expect(plan).toMatchObject({ where: 'Grid', seq: 1 });
    const { green, yellow, red } = plan.seconds;
    const { clock } = currentStage(caseOf(file));
    expect(green).toBe(Math.ceil((ms(clock.warnAt) - ms('2026-03-02T01:00:00.500Z')) / 1000));
    const yellowAt = ms('2026-03-02T01:00:00.500Z') + green * 1000;
    expect(yellow).toBe(Math.ceil((ms(clock.dueAt) + 1 - yellowAt) / 1000));
    expect(red).toBeGreaterThan(0);
  });

  test('a case that is red already begins in the red hold', () => {
    const file = aCase();
    const plan = planOf(caseOf(file), file.workflow, shanghai('2026-03-03 09:00'), district);
    expect(plan).toMatchObject({ where: 'Grid red', seconds: { green: 1, yellow: 1 } });
  });
});

describe('a long red of the whole case', () => {
  const reviewed = aDirectory({
    categories: documents().categories.map((row) => ({
      ...row,
      overdue: { ...row.overdue, reviewAfter: { measure: 'working-days', count: 5 } as const },
    })),
  });

  test('proposes a review, once in a cycle, and tells no holder of it', () => {
    const kase = caseOf(aCase({ directory: reviewed }));
    const late = ticked(aCase({ directory: reviewed }), plusSeconds(kase.clock.dueAt, 30 * 86_400), reviewed);
    expect(rungsOf(late).filter((row) => row.startsWith('long-red'))).toHaveLength(1);
    expect(caseOf(late).proposals).toMatchObject([{ review: null }]);
    expect(late.outbox.map(({ news }) => news)).not.toContain('long-red');
  });

  test('proposes none where the category does not ask for it', () => {
    const kase = caseOf(aCase());
    expect(caseOf(ticked(aCase(), plusSeconds(kase.clock.dueAt, 90 * 86_400))).proposals).toEqual([]);
  });
});

test('who takes over a case that is overdue as a whole is told so at once, and of its own limit when that has passed', () => {
  const file = aCase({ category: 'fire' });
  const late = plusSeconds(caseOf(file).clock.dueAt, 3600);
  const waiting = ticked(file, late);
  const handed = move(waiting, theHolder(waiting), { type: 'escalate', reason: '办不了' }, late);
  const after = ticked(handed, late);
  const told = (own: CaseFile) => currentStage(caseOf(own)).rungs.map(({ rung }) => rung);
  expect(told(after)).toEqual(['case-red']);
  const { dueAt } = currentStage(caseOf(after)).clock;
  expect(told(ticked(after, plusSeconds(dueAt, 1)))).toEqual(expect.arrayContaining(['case-red', 'yellow', 'red']));
});

const theHolder = (file: CaseFile) => of(currentStage(caseOf(file)).unit);
