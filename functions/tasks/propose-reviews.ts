import type { Case } from '../../domain/case/case.ts';
import { append as appendToCase, caseOf } from '../../domain/case-file/case-file.ts';
import type { Instant } from '../../domain/primitives.ts';
import { proposal } from '../../domain/review/open.ts';
import { append, newReviewFile } from '../../domain/review/review-file.ts';
import { sha256 } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { execute, means } from '../shell/execute.ts';
import { reviewDesk } from '../shell/review-desk.ts';
import { consumer } from '../shell/stream.ts';
import { ulidFor } from '../shell/ulid-for.ts';

const cases = desk();
const own = reviewDesk();

/**
 * A case has been red so long that a review of it is due to be proposed: puts it to the centre, and notes on the case
 * that it was. The number of the review follows from the case and the instant, so that a second call finds it there.
 */
async function proposeFor(id: string): Promise<void> {
  const file = await cases.cases.load(id);
  if (!file) return;
  const kase = caseOf(file);
  for (const { due, review } of kase.proposals) {
    if (review === null) await note(id, due, await proposed(kase, due));
  }
}

/** The number of the review that is put to the centre; of the one that runs, if one does. */
async function proposed(kase: Case, due: Instant): Promise<string> {
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

const note = (caseId: string, due: Instant, review: string) =>
  execute(cases, caseId, (file, present) => {
    const waits = caseOf(file).proposals.some((own) => own.due === due && own.review === null);
    const what = { type: 'review-proposed' as const, review, due };
    return waits ? appendToCase(file, [{ by: { system: 'timer' }, what }], present) : file;
  });

export const handler = consumer(proposeFor);
