import type { Case } from '../case/case.ts';
import { currentStage, isOpen, openParts } from '../case/case.ts';
import { nextDue } from '../case/rungs.ts';
import type { Instant } from '../primitives.ts';
import { instant, ms, plusSeconds } from '../primitives.ts';
import type { CaseFile, Means } from './case-file.ts';
import { eraseAt } from './erasure.ts';
import { noticeWake } from './outbox.ts';
import { LOOK_IN } from './plan.ts';
import { isPending, patienceTimes, pendingSince } from './workflow.ts';

/** Seconds after which it is seen whether a case that should have been erased was. */
const ERASED_AGAIN = 86_400;

/**
 * When the reconciler should look at a case if nothing happens before: a signal nobody delivered, a notice nobody
 * sent, a rung nobody claimed, a provisional deadline to look at each day, a machine that did not look in when no rung
 * was left, an ended case that is to be erased. Null when a case owes nothing more.
 */
export function attentionAt(
  file: CaseFile,
  kase: Case,
  { now, directory, patience }: Pick<Means, 'now' | 'directory' | 'patience'>,
): Instant | null {
  const rung = nextDue(kase, directory);
  const erase = eraseAt(file, kase);
  const { workflow } = file;
  const clocks = [kase, currentStage(kase), ...openParts(kase)].map(({ clock }) => clock);
  const provisional = isOpen(kase) && clocks.some((clock) => clock.provisional);
  const wakes: (Instant | false | null | undefined)[] = [
    isPending(workflow) && plusSeconds(pendingSince(workflow) ?? now, patience * patienceTimes(workflow)),
    rung ? plusSeconds(rung.at, patience / 2) : isOpen(kase) && plusSeconds(now, LOOK_IN + patience),
    provisional && instant(ms(now) + 86_400_000),
    ...kase.proposals.map(({ due, review }) => review === null && plusSeconds(due, patience / 2)),
    ...[...file.outbox, ...file.forResidents].map((notice) => noticeWake(notice, now, patience)),
    ...file.calls.map(({ next }) => next),
    erase !== null && (erase > now ? erase : plusSeconds(now, ERASED_AGAIN)),
  ];
  const due = wakes.filter((wake) => typeof wake === 'string').sort()[0];
  if (due === undefined) return null;
  return due > now ? due : plusSeconds(now, patience / 2);
}
