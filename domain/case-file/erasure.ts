import type { Case } from '../case/case.ts';
import { isHeldByLaw, isOpen } from '../case/case.ts';
import { type Refusal, refuse } from '../case/refusal.ts';
import { type Instant, plusSeconds } from '../primitives.ts';
import { append, type CaseFile, caseOf, type Means } from './case-file.ts';

/** In the place of the digest of an opening that was erased: no request has it. */
const NO_REQUEST = '0'.repeat(64);

/** Seconds for which an ended case keeps what people wrote: docs/data-map.md. */
export const KEPT = 365 * 86_400;

/** When a case, and the reports that stand beside it, are to be erased by themselves; null while it is open or held by law, and once they were. */
export function eraseAt({ history }: CaseFile, kase: Case): Instant | null {
  if (kase.endedAt === null || isOpen(kase) || isHeldByLaw(kase)) return null;
  const at = plusSeconds(kase.endedAt, KEPT);
  return history.some((event) => event.what.type === 'anonymised' && event.at >= at) ? null : at;
}

/** The case that took up what was full; null for any other, also when a later report took the matter up again. */
export const continuedIn = ({ status, links }: Pick<Case, 'status' | 'links'>): string | null =>
  (status === 'continued' && links.find(({ how }) => how === 'continued-by')?.case) || null;

/** The case that this one goes on in: the one it was merged into, or that took up what was full. */
export const goesOnIn = (kase: Case): string | null => kase.mergedInto ?? continuedIn(kase);

/** Whether nothing of what people wrote is left in a case. */
export const isErased = ({ request, receipt, contents }: CaseFile): boolean =>
  request === NO_REQUEST && receipt === undefined && Object.keys(contents).length === 0;

/**
 * The file of an ended case without anything that people wrote or that tells who may follow it: words, places, names of
 * photos, the receipt, the digests of what was sent. Events, clocks, lights and their chain stay and verify, with one more event
 * that says so: again when its time has come, if it was erased before that. The same file when there is nothing left to erase. Refused while the case is open, and while a review of it
 * runs 法定留存.
 */
export function erased(file: CaseFile, means: Means): CaseFile | Refusal {
  const kase = caseOf(file);
  if (isHeldByLaw(kase)) return heldByLaw(kase);
  if (isOpen(kase)) return refuse('still-open', `case ${kase.id} is ${kase.status}; erase it when it has ended`);
  const at = eraseAt(file, kase);
  const isDue = at !== null && at <= means.now;
  if (isErased(file) && !isDue) return file;
  const noted = append(file, [{ by: { system: 'privacy' }, what: { type: 'anonymised' } }], means);
  const { receipt: _, ...rest } = noted;
  return { ...rest, request: NO_REQUEST, commands: {}, contents: {} };
}

/** The digests of the photos that the contents of a case name; of an erased case, none. */
export const photosOf = ({ contents }: CaseFile): string[] => [
  ...new Set(Object.values(contents).flatMap(({ content }) => (content.photos ?? []).map(({ digest }) => digest))),
];

/**
 * The file without what the residents of some reports wrote to whoever held the case; the same file if that was nothing. Refused
 * while a review of it runs.
 */
export function withoutMessages(file: CaseFile, reports: readonly string[]): CaseFile | Refusal {
  const kase = caseOf(file);
  if (isHeldByLaw(kase)) return heldByLaw(kase);
  const theirs = file.history.flatMap(({ by, what, content }) =>
    'resident' in by && what.type === 'messaged' && reports.includes(what.report ?? '') && content !== undefined
      ? [content]
      : [],
  );
  if (!theirs.some((digest) => digest in file.contents)) return file;
  const contents = Object.entries(file.contents).filter(([digest]) => !theirs.includes(digest));
  return { ...file, contents: Object.fromEntries(contents) };
}

function heldByLaw({ id, reviews }: Case): Refusal {
  const running = reviews.filter(({ endedAt }) => endedAt === null).map((review) => review.id);
  return refuse('held-by-law', `case ${id} is under review ${running.join(', ')}; erase it when that has ended`);
}
