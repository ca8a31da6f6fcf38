import * as z from 'zod/mini';
import type { Light } from '../case/colours.ts';
import { CLOSED, LOOK_IN } from '../case-file/plan.ts';
import type { Directory } from '../directory/directory.ts';
import { after, type Instant, Key, millisecondAfter, ms, Ulid } from '../primitives.ts';
import { currentStage, isOpen, lightOfReview, type Review } from './review.ts';
import type { StageName } from './stages.ts';

/** Name of the state in which the machine waits: `Statements`, `Findings red`, … */
export function holdName(stage: StageName, light: Light): string {
  const name = stage.charAt(0).toUpperCase() + stage.slice(1);
  return light === 'green' ? name : `${name} ${light}`;
}

/** All that the machine is ever told of a review, as of a case: where it is, and the seconds to each light. */
export const ReviewPlan = z.object({
  review: Ulid,
  district: Key,
  seq: z.int(),
  where: z.string(),
  seconds: z.object({ green: z.int(), yellow: z.int(), red: z.int() }),
});
export type ReviewPlan = z.infer<typeof ReviewPlan>;

/** The plan of a review at an instant. Whole seconds, rounded up: a timer never comes before its instant. */
export function planOf(review: Review, seq: number, now: Instant, { district }: Directory): ReviewPlan {
  const head = { review: review.id, district, seq };
  if (!isOpen(review)) return { ...head, where: CLOSED, seconds: { green: 1, yellow: 1, red: 1 } };
  const { name, clock } = currentStage(review);
  const redAt = millisecondAfter(clock.dueAt);
  return {
    ...head,
    where: holdName(name, lightOfReview(review, now).light),
    seconds: {
      green: secondsBetween(now, clock.warnAt),
      yellow: secondsBetween(after(now, clock.warnAt), redAt),
      red: LOOK_IN,
    },
  };
}

const secondsBetween = (from: Instant, to: Instant): number => Math.max(1, Math.ceil((ms(to) - ms(from)) / 1000));
