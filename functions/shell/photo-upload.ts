import type { Instant } from '../../domain/primitives.ts';
import { PHOTO_FAULTS } from './photo-faults.ts';
import type { PhotoUploadAnswer } from './photo-messages.ts';
import type { PhotoStore } from './photo-store.ts';
import type { PhotoOf } from './photos-in.ts';
import { ProblemError, problem } from './problem.ts';

/**
 * Where to put a photo of a case, if it is one of those `named` and not there yet. Throws as a problem: 404 if it is none, 422
 * if these bytes were put there before and turned out to be no photo.
 */
export async function uploadOf(
  digest: string,
  named: readonly PhotoOf[],
  id: string,
  store: PhotoStore,
  now: Instant,
): Promise<PhotoUploadAnswer> {
  // Where two name one with different lengths, the later one had the chance to correct it.
  const photo = named.findLast((own) => own.digest === digest);
  if (!photo) throw new ProblemError(problem('not-found', `case ${id} names no photo ${digest}; see its contents`));
  const looked = (await store.looked(id, digest)).get(digest);
  if (looked && 'refused' in looked) {
    const { refused } = looked;
    const detail = `photo ${digest} is refused: ${PHOTO_FAULTS[refused]}`;
    throw new ProblemError(problem('refused', detail, { code: 'not-a-photo', rule: refused }));
  }
  const isThere = looked !== undefined || (await store.isUnchecked(id, digest));
  return isThere ? { digest, stored: true } : { digest, ...(await store.toPut(id, photo, now)) };
}
