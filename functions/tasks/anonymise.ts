import { anonymise } from '../shell/anonymising.ts';
import { now } from '../shell/chance.ts';
import { desk, district } from '../shell/desk.ts';
import { env } from '../shell/env.ts';
import { log } from '../shell/log.ts';
import { photoRemoval } from '../shell/photo-removal.ts';
import { residents } from '../shell/resident-desk.ts';
import { consumer } from '../shell/stream.ts';

const own = { desk: desk(), rows: residents(), removePhotos: photoRemoval(env('PHOTOS_BUCKET'), district), now };

/** Has the cases forget people whose time has come. Again it finds them erased. */
export const handler = consumer(async (id) => {
  const done = await anonymise(own, id);
  if (done) log.info('anonymised', { case: id, ...done });
});
