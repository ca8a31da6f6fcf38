import type { Case } from './case.ts';
import type { CaseFile } from './case-file.ts';
import type { Notice } from './notices.ts';
import { CLAIM_SECONDS } from './notices.ts';
import type { Instant } from './primitives.ts';
import { after, instant, ms, plusSeconds } from './primitives.ts';
import { nextRung } from './rungs.ts';
import type { Directory } from './tree.ts';
import { isPending, PATIENCE_SECONDS } from './workflow.ts';

/** What should have happened by itself is given so long before the reconciler looks. */
export const GRACE_SECONDS = 60;

/**
 * When the reconciler should look at a case if nothing happens before: a signal nobody delivered, a notice nobody
 * sent, a rung nobody claimed, a provisional deadline to look at each day. Null when a closed case owes nothing more.
 */
export function attentionAt(file: CaseFile, kase: Case, now: Instant, directory: Directory): Instant | null {
  const rung = nextRung(kase, directory);
  const { workflow } = file;
  const provisional = kase.endedAt === null && (kase.clock.provisional || kase.stages.at(-1)?.clock.provisional);
  const wakes: (Instant | false | null | undefined)[] = [
    isPending(workflow) && plusSeconds(workflow.pendingSince ?? now, PATIENCE_SECONDS),
    rung && plusSeconds(rung.at, GRACE_SECONDS),
    provisional && instant(ms(now) + 86_400_000),
    ...file.outbox.map((notice) => noticeWake(notice, now)),
  ];
  const due = wakes.filter((wake) => typeof wake === 'string').sort()[0];
  return due === undefined ? null : after(due, plusSeconds(now, GRACE_SECONDS));
}

/** A notice for later is nobody's but the reconciler's; one for now has a sender, who gets some grace. */
const noticeWake = (notice: Notice, now: Instant): Instant =>
  notice.claimedAt !== null
    ? plusSeconds(notice.claimedAt, CLAIM_SECONDS)
    : notice.notBefore > now
      ? notice.notBefore
      : plusSeconds(notice.notBefore, GRACE_SECONDS);
