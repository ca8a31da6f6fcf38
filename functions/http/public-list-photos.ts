import { caseIdOf } from '../shell/case-path.ts';
import { desk, district } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { means } from '../shell/execute.ts';
import { reportOf } from '../shell/followed-report.ts';
import { listedPhotos } from '../shell/listed-photos.ts';
import { photoStore } from '../shell/photo-store.ts';
import { photosIn } from '../shell/photos-in.ts';

const own = desk();
const store = photoStore(env('PHOTOS_BUCKET'), district);

/** `GET /public/reports/{id}/photos` with `x-receipt`: the photos that the resident sent with the report, to see them. */
export const handler = endpoint(async (event) => {
  const {
    own: [first],
    row,
  } = await reportOf(event, own);
  const { now } = await means(own);
  // A report that joined has none; those of the case are somebody else's.
  const named = row?.joined ? [] : photosIn(first).filter((photo) => photo.event === 1);
  return ok(await listedPhotos(named, caseIdOf(event), store, now));
});
