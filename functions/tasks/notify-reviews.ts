import type { Claimed } from '../../domain/case-file/outbox.ts';
import type { Notice } from '../../domain/review/notices.ts';
import { claimNotices } from '../../domain/review/outbox.ts';
import { isRefusal } from '../../domain/review/refusal.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { executeReview, reviewDesk } from '../shell/review-desk.ts';
import { consumer } from '../shell/stream.ts';

const own = reviewDesk();
const lines = linesOf();

/** Posts what the outbox of a review holds for now, as the notices of cases are posted. */
async function notifyReview(id: string): Promise<void> {
  let posted: Claimed<Notice>[] = [];
  const file = await executeReview(own, id, (before, means) => {
    const { file: after, claimed } = claimNotices(before, means);
    posted = claimed;
    return after;
  });
  if (!file || isRefusal(file)) return;
  for (const { id: notice, news, attempt, unit, as, phone, notBefore: at, claimedAt } of posted) {
    const letter = { of: 'review', id, notice, news, attempt, unit, as, urgency: 'prompt', at } as const;
    await lines.post(phone, letter, claimedAt ?? at);
  }
}

export const handler = consumer(notifyReview);
