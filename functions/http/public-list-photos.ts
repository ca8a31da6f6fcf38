import { ulidIn } from '../shell/case-path.ts';
import { desk, district } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { means } from '../shell/execute.ts';
import { reportOf } from '../shell/followed-report.ts';
import { listedPhotos } from '../shell/listed-photos.ts';
import { photoStore } from '../shell/photo-store.ts';
import { photosOfReport } from '../shell/photos-in.ts';

const own = desk();
const store = photoStore(env('PHOTOS_BUCKET'), district);

/** `GET /public/reports/{id}/photos` with `x-receipt`: the photos that the resident sent with the report, to see them. */
export const handler = endpoint(async (event) => {
  const report = await reportOf(event, own);
  const { now } = await means(own);
  return ok(await listedPhotos(photosOfReport(report), ulidIn(event), store, now));
});
