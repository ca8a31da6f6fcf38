import { isHeldByLaw, isOpen } from '../case/case.ts';
import { type Refusal, refuse } from '../case/refusal.ts';
import { type CaseFile, caseOf } from './case-file.ts';

/** In the place of the digest of an opening that was erased: no request has it. */
const NO_REQUEST = '0'.repeat(64);

/**
 * The file of an ended case without anything that people wrote or that tells who may follow it: words, places, names of
 * photos, the receipt, the digests of what was sent. Events, clocks, lights and their chain stay and verify. The same file
 * when there is nothing left to erase. Refused while the case is open, and while a review of it runs 法定留存.
 */
export function erased(file: CaseFile): CaseFile | Refusal {
  const kase = caseOf(file);
  if (isHeldByLaw(kase)) {
    const running = kase.reviews.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
    return refuse('held-by-law', `case ${kase.id} is under review ${running.join(', ')}; erase it when that has ended`);
  }
  if (isOpen(kase)) return refuse('still-open', `case ${kase.id} is ${kase.status}; erase it when it has ended`);
  const { receipt, ...rest } = file;
  const isErased = file.request === NO_REQUEST && receipt === undefined && Object.keys(file.contents).length === 0;
  return isErased ? file : { ...rest, request: NO_REQUEST, commands: {}, contents: {} };
}

/** The digests of the photos that the contents of a case name; of an erased case, none. */
export const photosOf = ({ contents }: CaseFile): string[] => [
  ...new Set(Object.values(contents).flatMap(({ content }) => (content.photos ?? []).map(({ digest }) => digest))),
];
