import type { Instant } from '../../domain/primitives.ts';
import type { PhotoUploadAnswer } from './photo-messages.ts';
import type { PhotoStore } from './photo-store.ts';
import type { PhotoOf } from './photos-in.ts';
import { ProblemError, problem } from './problem.ts';

/** Where to put a photo of a case, if it is one of those `named` and not there yet. Throws 404 as a problem if it is none. */
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
  const isThere = (await store.stored(id, digest)).has(digest);
  return isThere ? { digest, stored: true } : { digest, ...(await store.toPut(id, photo, now)) };
}
