import type { Case } from '../case/case.ts';
import { isHeldByLaw, isOpen } from '../case/case.ts';
import { type Refusal, refuse } from '../case/refusal.ts';
import { type Instant, plusSeconds } from '../primitives.ts';
import { append, type CaseFile, caseOf, type Means } from './case-file.ts';

/** In the place of the digest of an opening that was erased: no request has it. */
const NO_REQUEST = '0'.repeat(64);

/** Seconds for which an ended case keeps what people wrote: docs/data-map.md. */
export const KEPT = 365 * 86_400;

/** When a case is to be erased by itself; null while it is open or held by law, and once it was. */
export const eraseAt = (file: CaseFile, kase: Case): Instant | null =>
  kase.endedAt === null || isOpen(kase) || isHeldByLaw(kase) || isErased(file) ? null : plusSeconds(kase.endedAt, KEPT);

/** The case that this one goes on in: the one it was merged into, or that took up what was full. */
export const goesOnIn = ({ mergedInto, links }: Case): string | null =>
  mergedInto ?? links.find(({ how }) => how === 'continued-by')?.case ?? null;

const isErased = ({ request, receipt, contents }: CaseFile): boolean =>
  request === NO_REQUEST && receipt === undefined && Object.keys(contents).length === 0;

/**
 * The file of an ended case without anything that people wrote or that tells who may follow it: words, places, names of
 * photos, the receipt, the digests of what was sent. Events, clocks, lights and their chain stay and verify, with one more event
 * that says so. The same file when there is nothing left to erase. Refused while the case is open, and while a review of it
 * runs 法定留存.
 */
export function erased(file: CaseFile, means: Means): CaseFile | Refusal {
  const kase = caseOf(file);
  if (isHeldByLaw(kase)) {
    const running = kase.reviews.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
    return refuse('held-by-law', `case ${kase.id} is under review ${running.join(', ')}; erase it when that has ended`);
  }
  if (isOpen(kase)) return refuse('still-open', `case ${kase.id} is ${kase.status}; erase it when it has ended`);
  if (isErased(file)) return file;
  const noted = append(file, [{ by: { system: 'privacy' }, what: { type: 'anonymised' } }], means);
  const { receipt: _, ...rest } = noted;
  return { ...rest, request: NO_REQUEST, commands: {}, contents: {} };
}

/** The digests of the photos that the contents of a case name; of an erased case, none. */
export const photosOf = ({ contents }: CaseFile): string[] => [
  ...new Set(Object.values(contents).flatMap(({ content }) => (content.photos ?? []).map(({ digest }) => digest))),
];
