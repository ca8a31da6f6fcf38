import { desk, district } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import type { PhotoList } from '../shell/photo-messages.ts';
import { photoStore } from '../shell/photo-store.ts';
import { photosIn } from '../shell/photos-in.ts';
import { readableCase } from '../shell/readable-case.ts';

const own = desk();
const store = photoStore(env('PHOTOS_BUCKET'), district);
const NOT_YET = { url: null, expiresAt: null };

/** `GET /cases/{id}/photos`: the photos that the case names, each with a URL to see it, once it was put there. */
export const handler = endpoint(async (event) => {
  const { file, present, id } = await readableCase(event, own);
  const named = photosIn(file);
  const there = named.length > 0 ? await store.stored(id) : new Set();
  const photos = await Promise.all(
    named.map(async (photo, index) => {
      const name = `${id}-${index + 1}.jpg`;
      const signed = there.has(photo.digest) ? await store.toGet(id, photo, name, present.now) : NOT_YET;
      return { ...photo, ...signed };
    }),
  );
  return ok({ photos } satisfies PhotoList);
});
