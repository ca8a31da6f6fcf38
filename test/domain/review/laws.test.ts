import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPending } from '../../../domain/case-file/workflow.ts';
import { instant, ms } from '../../../domain/primitives.ts';
import { attentionAt } from '../../../domain/review/attention.ts';
import type { ReviewCommand } from '../../../domain/review/command.ts';
import type { Subject } from '../../../domain/review/event.ts';
import { evolve, fold } from '../../../domain/review/evolve.ts';
import { planOf, ReviewPlan } from '../../../domain/review/plan.ts';
import { firstBrokenLink } from '../../../domain/review/record.ts';
import { isRefusal } from '../../../domain/review/refusal.ts';
import { isOpen, lightOfReview, lightOfStage } from '../../../domain/review/review.ts';
import { caughtUp, ReviewFile, reviewOf } from '../../../domain/review/review-file.ts';
import { STAGE_NAMES } from '../../../domain/review/stages.ts';
import { nextRung } from '../../../domain/review/tick.ts';
import { of } from '../../support/a-district.ts';
import { district, means, sha256 } from '../../support/casework.ts';
import { aProposal, aReview, found, heard, leader, OPENED, tryStep } from '../../support/reviewing.ts';

const words = '文字';
const subject = fc.constantFrom<Subject>(
  { unit: 'niushi' },
  { unit: 'niushi', officer: 'of-niushi' },
  { unit: 'shawan' },
  { unit: 'fulu' },
);
const responsible = fc.constantFrom('yes' as const, 'in-part' as const, 'no' as const);
const command: fc.Arbitrary<ReviewCommand | 'heard' | 'found'> = fc.oneof(
  fc.constantFrom('heard' as const, 'found' as const),
  fc.constantFrom<ReviewCommand>(
    { type: 'take-up', words },
    { type: 'set-aside', words },
    { type: 'state', words },
    { type: 'end-statements' },
    { type: 'end-findings' },
    { type: 'decide', words },
    { type: 'withdraw', words },
  ),
  fc.record({
    type: fc.constant('find' as const),
    about: subject,
    responsible,
    events: fc.constant<number[]>([1]),
    words: fc.constant(words),
  }),
  fc.record({ type: fc.constant('appeal' as const), about: subject, words: fc.constant(words) }),
  fc.record({
    type: fc.constant('rule' as const),
    changes: fc.array(fc.record({ about: subject, responsible }), { maxLength: 2 }),
    words: fc.constant(words),
  }),
);
const story = fc.record({
  proposed: fc.boolean(),
  steps: fc.array(
    fc.record({
      hours: fc.double({ min: 0, max: 200, noNaN: true }),
      command,
      by: fc.constantFrom(leader, of('shawan'), of('niushi'), of('dept-housing'), of('fulu')),
    }),
    { maxLength: 14 },
  ),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

function play(
  { proposed, steps }: Story,
  look: (file: ReviewFile, now: string, before: ReviewFile) => void,
): ReviewFile {
  let now = ms(OPENED);
  let file = proposed ? aProposal() : aReview();
  look(file, OPENED, file);
  for (const { hours, command: own, by } of steps) {
    now += Math.round(hours * 3_600_000);
    const at = instant(now);
    const waited = caughtUp(file, means(at));
    look(waited, at, file);
    const { status } = reviewOf(waited);
    const all =
      own === 'heard' && status === 'statements' ? heard : own === 'found' && status === 'findings' ? found : undefined;
    const moved = typeof own === 'string' ? (all?.(waited, at) ?? waited) : tryStep(waited, by, own, at);
    const next = isRefusal(moved) ? waited : moved;
    look(next, at, waited);
    file = next;
  }
  return file;
}

const laws = (look: Parameters<typeof play>[1]) =>
  fc.assert(
    fc.property(story, (own) => void play(own, look)),
    { numRuns: 1000 },
  );

describe('laws of every review', () => {
  test('the fold of the events is the review, however it is cut, and what is stored is read back the same', () =>
    laws((file, _, before) => {
      const rest = file.history.slice(before.history.length);
      expect(rest.reduce(evolve, fold(before.history))).toEqual(fold(file.history));
      expect(ReviewFile.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
      expect(firstBrokenLink(file.history, sha256)).toBeNull();
    }));

  test('an open review is at exactly one stage, stages only go forward, and an ended one stays as it is', () =>
    laws((file, now, before) => {
      const [review, earlier] = [reviewOf(file), reviewOf(before)];
      const open = review.stages.filter((stage) => stage.endedAt === null);
      expect(open.map(({ name }) => name)).toEqual(isOpen(review) ? [review.status] : []);
      const order = review.stages.map(({ name }) => STAGE_NAMES.indexOf(name));
      expect(order).toEqual([...new Set(order)].toSorted((a, b) => a - b));
      if (!isOpen(earlier)) expect(review).toEqual(earlier);
      for (const [index, stage] of earlier.stages.entries()) {
        if (stage.endedAt === null) continue;
        expect(review.stages[index]).toEqual(stage);
        expect(lightOfStage(stage, now).settled).toBe(true);
      }
      if (!isOpen(review)) expect(lightOfReview(review, now).settled).toBe(true);
    }));

  test('after asking the clock nothing is due, and asking again changes nothing', () =>
    laws((file, now) => {
      const again = caughtUp(file, means(now));
      const due = nextRung(reviewOf(again));
      expect(due === null || due.at > now).toBe(true);
      expect(caughtUp(again, means(now))).toBe(again);
      for (const { rungs } of reviewOf(again).stages)
        expect(new Set(rungs.map(({ rung }) => rung)).size).toBe(rungs.length);
    }));

  test('nobody was judged without having had the time to speak: stated, or the time was over', () =>
    laws((file) => {
      const { stages, statements, units } = reviewOf(file);
      const [heardStage] = stages.filter(({ name }) => name === 'statements');
      if (!heardStage?.endedAt || !stages.some(({ name }) => name === 'findings')) return;
      const all = units.every((unit) => statements.some((statement) => statement.unit === unit));
      expect(all || heardStage.endedAt > heardStage.clock.dueAt).toBe(true);
    }));

  test('plans parse and wait at least a second, and a review is never left without somebody to look', () =>
    laws((file, now) => {
      const review = reviewOf(file);
      const plan = ReviewPlan.parse(planOf(review, file.workflow.seq, now, district));
      for (const seconds of Object.values(plan.seconds)) expect(Number.isInteger(seconds) && seconds >= 1).toBe(true);
      const attention = attentionAt(file, review, means(now));
      if (isOpen(review) || isPending(file.workflow) || file.outbox.length > 0) expect(attention).not.toBeNull();
      if (attention) expect(attention > now).toBe(true);
    }));
});
