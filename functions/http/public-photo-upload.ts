import type { HeldReport } from '../../domain/resident/held-report.ts';
import { ulidIn } from '../shell/case-path.ts';
import { desk, district } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { means } from '../shell/execute.ts';
import { reportOrHeld } from '../shell/followed-report.ts';
import { PhotoUpload } from '../shell/photo-messages.ts';
import { photoStore } from '../shell/photo-store.ts';
import { uploadOf } from '../shell/photo-upload.ts';
import { photosOfReport } from '../shell/photos-in.ts';
import { ProblemError, problem, tooMany } from '../shell/problem.ts';
import { readBody } from '../shell/read.ts';

const own = desk();
const store = photoStore(env('PHOTOS_BUCKET'), district);
const MOST_BYTES = 1024;

/**
 * `POST /public/reports/{id}/photos` with `x-receipt`: where to put a photo that was named in the report, as
 * `POST /cases/{id}/photos` tells it to officers. Photos of results are not the resident's to put. While the report waits for a
 * clerk nothing is taken yet: 429, to be asked again later.
 */
export const handler = endpoint(async (event) => {
  const { digest } = readBody(PhotoUpload, event.body, event.isBase64Encoded, MOST_BYTES);
  const found = await reportOrHeld(event, own);
  if ('why' in found) throw noPhotosOf(found);
  const { now } = await means(own);
  return ok(await uploadOf(digest, photosOfReport(found), ulidIn(event), store, now));
});

function noPhotosOf({ ruled }: HeldReport): ProblemError {
  if (ruled?.decision === 'turn-down')
    return new ProblemError(problem('not-found', 'this report was turned down; no photos are taken for it'));
  const detail = 'a clerk looks through this report first; ask again when it was let in';
  return tooMany(detail, 600, { code: 'held-yet' });
}
