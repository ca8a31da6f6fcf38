import type { Means } from '../case-file/case-file.ts';
import { noticeWake } from '../case-file/outbox.ts';
import { LOOK_IN } from '../case-file/plan.ts';
import { isPending, patienceTimes } from '../case-file/workflow.ts';
import { type Instant, plusSeconds } from '../primitives.ts';
import { currentStage, isOpen, type Review } from './review.ts';
import type { ReviewFile } from './review-file.ts';
import { nextRung } from './tick.ts';

const DAY = 86_400;

/**
 * When the reconciler should look at a review if nothing happens before: an untold signal, an unsent notice, an unclaimed
 * light, a provisional deadline, a machine that did not look in. Null when an ended review owes nothing more.
 */
export function attentionAt(
  { workflow, outbox }: ReviewFile,
  review: Review,
  { now, patience }: Pick<Means, 'now' | 'patience'>,
): Instant | null {
  const rung = nextRung(review);
  const open = isOpen(review);
  const wakes: (Instant | false)[] = [
    isPending(workflow) && plusSeconds(workflow.pendingSince ?? now, patience * patienceTimes(workflow)),
    rung ? plusSeconds(rung.at, patience / 2) : open && plusSeconds(now, LOOK_IN + patience),
    open && currentStage(review).clock.provisional && plusSeconds(now, DAY),
    ...outbox.map((notice) => noticeWake(notice, now, patience)),
  ];
  const due = wakes.filter((wake) => wake !== false).sort()[0];
  if (due === undefined) return null;
  return due > now ? due : plusSeconds(now, patience / 2);
}
