import type { Means } from '../../domain/case-file/case-file.ts';
import type { Claimed } from '../../domain/case-file/outbox.ts';
import { type Notice, smsText } from '../../domain/review/notices.ts';
import { claimNotices, reportNotice } from '../../domain/review/outbox.ts';
import { isRefusal } from '../../domain/review/refusal.ts';
import { type ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { env } from '../shell/env.ts';
import { log } from '../shell/log.ts';
import { executeReview, reviewDesk } from '../shell/review-desk.ts';
import { noSms, snsSms } from '../shell/sms.ts';
import { consumer } from '../shell/stream.ts';

const own = reviewDesk();
const sms = env('SMS') === 'sns' ? snsSms() : noSms;

interface Letter {
  notice: Notice;
  phone: string;
  text: string;
}

/** Sends what the outbox of a review holds for now, as the notices of cases are sent: claimed, sent, put on record. */
async function notifyReview(id: string): Promise<void> {
  let letters: Letter[] = [];
  const file = await executeReview(own, id, (before, means) => {
    const { file: after, claimed } = claimNotices(before, means);
    letters = claimed.map((notice) => letterFor(notice, after, means));
    return after;
  });
  if (!file || isRefusal(file) || letters.length === 0) return;
  const outcomes = await Promise.all(letters.map(({ phone, text }) => sms.send(phone, text)));
  const reported = await executeReview(own, id, (before, means) =>
    letters.reduce(
      (sofar, { notice }, n) => reportNotice(sofar, notice, outcomes[n] ?? { outcome: 'unknown' }, means),
      before,
    ),
  );
  if (!reported || isRefusal(reported)) return;
  const added = reported.history.slice(file.history.length);
  const count = added.filter(({ what }) => what.type === 'notified' && what.outcome === 'given-up').length;
  // An alarm counts on these words: lib/consumers.ts.
  if (count > 0) log.error('notices given up', { review: id, count });
}

const letterFor = (notice: Claimed<Notice>, file: ReviewFile, { directory }: Means): Letter => ({
  notice,
  phone: notice.phone,
  text: smsText(notice, reviewOf(file), directory),
});

export const handler = consumer(notifyReview);
