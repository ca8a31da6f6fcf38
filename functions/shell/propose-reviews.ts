import type { Case } from '../../domain/case/case.ts';
import { append as appendToCase, caseOf } from '../../domain/case-file/case-file.ts';
import type { Instant } from '../../domain/primitives.ts';
import { proposal } from '../../domain/review/open.ts';
import { append, newReviewFile } from '../../domain/review/review-file.ts';
import { sha256 } from './chance.ts';
import { type Desk, execute, means } from './execute.ts';
import type { ReviewDesk } from './review-desk.ts';
import { ulidFor } from './ulid-for.ts';

/**
 * Puts to the centre the reviews that are due to be proposed for a case that has been red so long, and notes on the case
 * that they were. The number of a review follows from the case and the instant, so that a second call finds it there.
 */
export async function proposeReviews(cases: Desk, own: ReviewDesk, kase: Case): Promise<void> {
  for (const { due, review } of kase.proposals) {
    if (review === null) await note(cases, kase.id, due, await proposed(own, kase, due));
  }
}

/** The number of the review that is put to the centre; of the one that runs, if one does. */
async function proposed(own: ReviewDesk, kase: Case, due: Instant): Promise<string> {
  const running = kase.reviews.find(({ endedAt }) => endedAt === null);
  if (running) return running.id;
  const present = await means(own);
  const request = sha256(`proposal ${kase.id} ${due}`);
  const review = ulidFor(due, request);
  const drafts = proposal(review, kase.id, kase.clock.dueAt, present);
  if (!(await own.reviews.load(review))) {
    await own.reviews.save({ ...append(newReviewFile(request), drafts, present), version: 1 }, present);
  }
  return review;
}

const note = (cases: Desk, caseId: string, due: Instant, review: string) =>
  execute(cases, caseId, (file, present) => {
    const waits = caseOf(file).proposals.some((own) => own.due === due && own.review === null);
    const what = { type: 'review-proposed' as const, review, due };
    return waits ? appendToCase(file, [{ by: { system: 'timer' }, what }], present) : file;
  });
