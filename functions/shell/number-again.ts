import { caseOf } from '../../domain/case-file/case-file.ts';
import { type Digest, type Instant, instant, ms } from '../../domain/primitives.ts';
import type { CaseStore } from './case-store.ts';
import { ulidFor } from './ulid-for.ts';

/** Milliseconds within which the same is sent again, and not reported anew. */
const AGAIN = 600_000;

/** The number of a case for what came at an instant, by its digest: the same for the same within ten minutes. */
export async function numberAgain(digest: Digest, at: Instant, cases: Pick<CaseStore, 'load'>): Promise<string> {
  const began = ms(at) - (ms(at) % AGAIN);
  const numbered = (since: number): string => ulidFor(instant(since), digest);
  const before = await cases.load(numbered(began - AGAIN));
  const isAgain = before !== undefined && ms(caseOf(before).openedAt) > ms(at) - AGAIN;
  return numbered(isAgain ? began - AGAIN : began);
}
