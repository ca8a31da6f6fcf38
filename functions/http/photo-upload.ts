import { desk, district } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { PhotoUpload } from '../shell/photo-messages.ts';
import { photoStore } from '../shell/photo-store.ts';
import { uploadOf } from '../shell/photo-upload.ts';
import { photosIn } from '../shell/photos-in.ts';
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
  return ok(await uploadOf(digest, photosIn(file), id, store, present.now));
});
