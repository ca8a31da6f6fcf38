import type { What } from '../../domain/case/event.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import type { Notice } from '../../domain/case-file/notices.ts';
import { smsText } from '../../domain/case-file/notices.ts';
import { type Claimed, claimNotices, reportNotice } from '../../domain/case-file/outbox.ts';
import { desk } from '../shell/desk.ts';
import { env } from '../shell/env.ts';
import { execute } from '../shell/execute.ts';
import { log } from '../shell/log.ts';
import { noSms, snsSms } from '../shell/sms.ts';
import { consumer } from '../shell/stream.ts';

const own = desk();
const sms = env('SMS') === 'sns' ? snsSms() : noSms;

/**
 * Sends what the outbox of a case holds for now: claims it in one write, sends, and puts the outcomes on record in
 * another. A second call finds it claimed. After a crash in between, the claim runs out, the attempt stands as of
 * unknown outcome, and it is sent again.
 */
async function notifyCase(id: string): Promise<void> {
  let letters: Letter[] = [];
  const file = await execute(own, id, (before, means) => {
    const { file: after, claimed } = claimNotices(before, means);
    letters = claimed.map((notice) => letterFor(notice, after, means));
    return after;
  });
  if (!file || isRefusal(file) || letters.length === 0) return;
  const outcomes = await Promise.all(letters.map(async (letter) => sms.send(letter.phone, letter.text)));
  const reported = await execute(own, id, (before, means) =>
    letters.reduce(
      (sofar, { notice }, n) => reportNotice(sofar, notice, outcomes[n] ?? { outcome: 'unknown' }, means),
      before,
    ),
  );
  if (!reported || isRefusal(reported)) return;
  const count = reported.history.slice(file.history.length).filter(({ what }) => isGivenUp(what)).length;
  // An alarm counts on these words: lib/consumers.ts.
  if (count > 0) log.error('notices given up', { case: id, count });
}

const isGivenUp = (what: What): boolean => what.type === 'notified' && what.outcome === 'given-up';

interface Letter {
  notice: Notice;
  phone: string;
  text: string;
}

const letterFor = (notice: Claimed, file: CaseFile, { directory }: Means): Letter => ({
  notice,
  phone: notice.phone,
  text: smsText(notice, caseOf(file), directory),
});

export const handler = consumer(notifyCase);
