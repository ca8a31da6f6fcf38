import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDirectory } from '../../../domain/directory/directory.ts';
import type { ReviewCommand } from '../../../domain/review/command.ts';
import { decide } from '../../../domain/review/decide.ts';
import { type Actor, type Move, REVIEW_MOVES, type Relation } from '../../../domain/review/moves.ts';
import { isRefusal } from '../../../domain/review/refusal.ts';
import { isOpen } from '../../../domain/review/review.ts';
import { reviewOf } from '../../../domain/review/review-file.ts';
import { STAGE_NAMES, STAGES } from '../../../domain/review/stages.ts';
import { documents, of, theLeader } from '../../support/a-district.ts';
import { shanghai } from '../../support/casework.ts';
import { aReview, found, heard, leader, OPENED, reviewsByStage, step, tryStep } from '../../support/reviewing.ts';

const LATER = shanghai('2026-03-09 17:00');
const words = '理由';
const about = { unit: 'niushi' };
const COMMANDS: Record<Move, ReviewCommand> = {
  'take-up': { type: 'take-up', words },
  'set-aside': { type: 'set-aside', words },
  state: { type: 'state', words },
  'end-statements': { type: 'end-statements' },
  find: { type: 'find', about, responsible: 'yes', events: [1, 2], words },
  'end-findings': { type: 'end-findings' },
  decide: { type: 'decide', words },
  appeal: { type: 'appeal', about, words },
  rule: { type: 'rule', changes: [{ about, responsible: 'no' }], words },
  withdraw: { type: 'withdraw', words },
};
const MOVES = Object.keys(REVIEW_MOVES) as Move[];
const STATES = reviewsByStage();
/** Where a move needs more than its stage, a review that has it. */
const READY: Partial<Record<string, ReturnType<typeof aReview>>> = {
  'end-statements statements': heard(aReview(), OPENED),
  'end-findings findings': found(STATES.findings ?? aReview(), LATER),
};
const admin: Actor = { officer: 'admin', posts: [{ unit: 'shawan', role: 'administrator' }] };
const PEOPLE: [string, Actor, Relation[]][] = [
  ['the centre', of('shawan'), ['centre', 'concerned']],
  ['a leader of the centre', leader, ['centre', 'leader', 'concerned']],
  ['another leader of the centre', theLeader, ['centre', 'leader', 'concerned']],
  ['the grid that had it', of('niushi-v1-g1'), ['concerned']],
  ['the township found responsible', of('niushi'), ['concerned', 'responsible']],
  ['the department that had it', of('dept-housing'), ['concerned']],
  [
    'an officer who has moved since',
    { officer: 'of-niushi', posts: [{ unit: 'fulu', role: 'officer' }] },
    ['concerned', 'responsible'],
  ],
  ['another department', of('dept-water'), []],
  ['another township', of('fulu'), []],
  ['an administrator', admin, []],
];

describe('every move at every stage by everybody, allowed and forbidden', () => {
  for (const [state, file] of Object.entries(STATES)) {
    const review = reviewOf(file);
    // Nobody is concerned before the case was looked at, nor responsible before something was found.
    const holds = (relation: Relation) =>
      relation === 'concerned'
        ? review.units.length > 0
        : relation === 'responsible'
          ? review.findings.length > 0
          : true;
    for (const move of MOVES) {
      const { who, from, rule } = REVIEW_MOVES[move];
      for (const [name, actor, relations] of PEOPLE) {
        const related = relations.includes(who) && holds(who);
        const placed = from.some((stage) => stage === review.status);
        const decided = move === 'rule' && actor.officer === review.decidedBy;
        const wanted = !isOpen(review)
          ? 'refused'
          : !related
            ? 'not-yours'
            : placed && !decided
              ? 'allowed'
              : 'refused';
        test(`${move} at ${state} by ${name}: ${wanted}`, () => {
          const mine =
            move === 'appeal' && actor.posts[0]?.unit === 'fulu' ? { unit: 'niushi', officer: 'of-niushi' } : about;
          const command = move === 'appeal' ? { ...COMMANDS.appeal, about: mine } : COMMANDS[move];
          const result = tryStep(READY[`${move} ${state}`] ?? file, actor, command as ReviewCommand, LATER);
          const got = !isRefusal(result) ? 'allowed' : result.refused === 'not-yours' ? 'not-yours' : 'refused';
          expect(got).toBe(wanted);
          if (isRefusal(result)) expect(result.rule).toBe(rule);
        });
      }
    }
  }
});

test('the table in the docs is this table', () => {
  const told = readFileSync('docs/architecture.md', 'utf8').split('\n');
  expect(told.filter((line) => MOVES.some((move) => line.startsWith(`| \`${move}\` |`)))).toEqual(
    MOVES.map((move) => `| \`${move}\` | ${REVIEW_MOVES[move].who} | ${REVIEW_MOVES[move].from.join(', ')} |`),
  );
  const limits = { 'working-days': 'working days', 'calendar-days': 'calendar days' } as Record<string, string>;
  expect(told.filter((line) => STAGE_NAMES.some((stage) => line.startsWith(`| ${stage} |`)))).toEqual(
    STAGE_NAMES.map((stage) => {
      const { limit, lapses } = STAGES[stage];
      return `| ${stage} | ${limit.count} ${limits[limit.measure]} | ${lapses ? 'ends by itself' : 'red'} |`;
    }),
  );
});

describe('rules', () => {
  const state = STATES.statements ?? aReview();
  const findings = STATES.findings ?? aReview();

  test('one states for a unit one has a post in or acted for, and no other', () => {
    expect(tryStep(state, of('niushi'), { type: 'state', unit: 'dept-housing', words }, LATER)).toMatchObject({
      refused: 'not-concerned',
    });
    const moved: Actor = { officer: 'of-niushi', posts: [{ unit: 'fulu', role: 'officer' }] };
    expect(reviewOf(step(state, moved, { type: 'state', words }, LATER)).statements).toMatchObject([
      { unit: 'niushi', by: { officer: 'of-niushi', unit: 'fulu' } },
    ]);
  });

  test('statements end early only when every unit has stated, and names who has not', () => {
    expect(tryStep(state, of('shawan'), { type: 'end-statements' }, LATER)).toMatchObject({
      refused: 'not-heard',
      message: expect.stringContaining('niushi-v1-g1, niushi-v1, niushi'),
    });
  });

  test('who decided rules on the appeals only where the centre has no other leader', () => {
    const ruling = STATES.ruling ?? aReview();
    const rule: ReviewCommand = { type: 'rule', changes: [], words };
    expect(tryStep(ruling, leader, rule, LATER)).toMatchObject({
      refused: 'own-cause',
      message: expect.stringContaining('leader-shawan'),
    });
    const own = documents();
    const alone = openDirectory(
      { ...own, officers: own.officers.filter(({ id }) => id !== 'leader-shawan') },
      'shawan',
      2,
    );
    const decision = decide(reviewOf(ruling), rule, leader, { now: LATER, directory: alone });
    expect(decision).toMatchObject([{ what: { type: 'ruled' } }]);
  });

  test('nobody finds about themselves', () => {
    const own = { unit: 'shawan', officer: 'of-shawan' };
    expect(tryStep(findings, of('shawan'), { ...COMMANDS.find, about: own } as ReviewCommand, LATER)).toMatchObject({
      refused: 'own-cause',
    });
  });

  test('a leader who was found responsible neither decides nor rules', () => {
    const file = found(findings, LATER);
    const history = file.history.map((event) =>
      event.what.type === 'found' && event.what.about.officer === 'of-niushi'
        ? { ...event, what: { ...event.what, about: { unit: 'niushi', officer: 'of-leader' } } }
        : event,
    );
    const decision = {
      ...STATES.decision,
      history: [...history, ...(STATES.decision?.history.slice(history.length) ?? [])],
    } as typeof file;
    expect(tryStep(decision, leader, COMMANDS.decide, LATER)).toMatchObject({ refused: 'own-cause' });
  });

  test.each([
    ['somebody who has nothing to do with it', { about: { unit: 'fulu' } }, 'not-concerned'],
    [
      'an officer under a unit that is not theirs',
      { about: { unit: 'niushi', officer: 'of-niushi-v1' } },
      'not-concerned',
    ],
    ['an event that the case did not have', { events: [1, 99] }, 'unknown-event'],
  ])('a finding about %s is refused', (_, over, refused) => {
    expect(tryStep(findings, of('shawan'), { ...COMMANDS.find, ...over } as ReviewCommand, LATER)).toMatchObject({
      refused,
    });
  });

  test('a finding about the same takes the place of the one before', () => {
    const twice = step(
      step(findings, of('shawan'), COMMANDS.find, LATER),
      of('shawan'),
      { ...COMMANDS.find, responsible: 'no' } as ReviewCommand,
      LATER,
    );
    expect(reviewOf(twice).findings).toMatchObject([{ about, responsible: 'no' }]);
  });

  test('findings end only when there is one for everybody concerned', () => {
    expect(
      tryStep(step(findings, of('shawan'), COMMANDS.find, LATER), of('shawan'), { type: 'end-findings' }, LATER),
    ).toMatchObject({
      refused: 'not-found-yet',
      message: expect.stringContaining('of-niushi-v1-g1'),
    });
  });

  test('what was found cannot be withdrawn', () => {
    const file = step(findings, of('shawan'), COMMANDS.find, LATER);
    expect(tryStep(file, of('shawan'), COMMANDS.withdraw, LATER)).toMatchObject({ refused: 'not-at-this-stage' });
  });

  test('when nobody is found responsible, the decision closes the review', () => {
    const file = found(findings, LATER);
    const cleared = [{ unit: 'niushi' }, { unit: 'niushi', officer: 'of-niushi' }].reduce(
      (sofar, own) =>
        step(sofar, of('shawan'), { type: 'find', about: own, responsible: 'no', events: [1], words }, LATER),
      file,
    );
    const decided = step(
      step(cleared, of('shawan'), { type: 'end-findings' }, LATER),
      theLeader,
      COMMANDS.decide,
      LATER,
    );
    expect(reviewOf(decided).status).toBe('closed');
  });

  test('nobody appeals twice, nor for somebody else, nor who was not found responsible', () => {
    const appeal = STATES.appeal ?? aReview();
    const once = step(appeal, of('niushi'), COMMANDS.appeal, LATER);
    expect(tryStep(once, of('niushi'), COMMANDS.appeal, LATER)).toMatchObject({ refused: 'already-appealed' });
    const colleague: Actor = { officer: 'of-colleague', posts: [{ unit: 'niushi', role: 'officer' }] };
    const forOther = { ...COMMANDS.appeal, about: { unit: 'niushi', officer: 'of-niushi' } } as ReviewCommand;
    expect(tryStep(appeal, colleague, forOther, LATER)).toMatchObject({ refused: 'not-concerned' });
    expect(tryStep(appeal, of('dept-housing'), COMMANDS.appeal, LATER)).toMatchObject({ refused: 'not-yours' });
  });

  test('when all who may appeal have, the ruling begins; it changes only what was appealed', () => {
    const ruling = STATES.ruling ?? aReview();
    expect(reviewOf(ruling).status).toBe('ruling');
    const strange = {
      type: 'rule',
      changes: [{ about: { unit: 'dept-housing' }, responsible: 'yes' }],
      words,
    } as const;
    expect(tryStep(ruling, theLeader, { ...strange, changes: [...strange.changes] }, LATER)).toMatchObject({
      refused: 'not-concerned',
    });
    expect(reviewOf(step(ruling, theLeader, COMMANDS.rule, LATER)).findings).toContainEqual(
      expect.objectContaining({ about, responsible: 'no' }),
    );
  });

  test('a proposal that is taken up goes on as any other', () => {
    const taken = step(STATES.proposed ?? aReview(), of('shawan'), COMMANDS['take-up'], LATER);
    expect(reviewOf(taken)).toMatchObject({
      status: 'statements',
      consequence: 'long-red',
      evidence: { events: 8 },
      units: reviewOf(state).units,
    });
  });
});
