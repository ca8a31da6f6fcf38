import { desk, district } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { listedPhotos } from '../shell/listed-photos.ts';
import { photoStore } from '../shell/photo-store.ts';
import { photosIn } from '../shell/photos-in.ts';
import { readableCase } from '../shell/readable-case.ts';

const own = desk();
const store = photoStore(env('PHOTOS_BUCKET'), district);

/** `GET /cases/{id}/photos`: the photos that the case names, each with URLs to see it, once it was looked at. */
export const handler = endpoint(async (event) => {
  const { file, present, id } = await readableCase(event, own);
  return ok(await listedPhotos(photosIn(file), id, store, present.now));
});
