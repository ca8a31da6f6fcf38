import { desk, district } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { PhotoUpload, type PhotoUploadAnswer } from '../shell/photo-messages.ts';
import { photoStore } from '../shell/photo-store.ts';
import { photosIn } from '../shell/photos-in.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';
import { readableCase } from '../shell/readable-case.ts';

const own = desk();
const store = photoStore(env('PHOTOS_BUCKET'), district);
const MOST_BYTES = 1024;

/**
 * `POST /cases/{id}/photos`: where to put a photo that the case names, for whoever may read the case. Asked again after it
 * was put there, it says so; asked again before, it signs another URL, and whichever is used first counts.
 */
export const handler = endpoint(async (event) => {
  const { digest } = readBody(PhotoUpload, event.body, event.isBase64Encoded, MOST_BYTES);
  const { file, present, id } = await readableCase(event, own);
  // Where two name one with different lengths, the later one had the chance to correct it.
  const photo = photosIn(file).findLast((named) => named.digest === digest);
  if (!photo) throw new ProblemError(problem('not-found', `case ${id} names no photo ${digest}; see its contents`));
  const isThere = (await store.stored(id, digest)).has(digest);
  const answer: PhotoUploadAnswer = isThere
    ? { digest, stored: true }
    : { digest, ...(await store.toPut(id, photo, present.now)) };
  return ok(answer);
});
