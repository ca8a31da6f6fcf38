import { isRefusal } from '../../domain/case/refusal.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { eraseAt, erased, goesOnIn } from '../../domain/case-file/erasure.ts';
import { now } from '../shell/chance.ts';
import { desk, district } from '../shell/desk.ts';
import { env } from '../shell/env.ts';
import { execute } from '../shell/execute.ts';
import { log } from '../shell/log.ts';
import { photoRemoval } from '../shell/photo-removal.ts';
import { residents } from '../shell/resident-desk.ts';
import { consumer } from '../shell/stream.ts';

const own = desk();
const rows = residents();
const removePhotos = photoRemoval(env('PHOTOS_BUCKET'), district);
/** A case goes on in others no further than this. */
const MOST_FOLLOWED = 100;

/**
 * Erases from a case that ended a year ago what people wrote, its photos, and who reported it: the case last, so that whatever
 * broke off is done again. One that goes on in another waits for that one. A second call finds it erased.
 */
async function anonymise(id: string): Promise<void> {
  if (!(await isOver(id))) return;
  const photos = await removePhotos(id);
  let reports = 0;
  for await (const page of rows.ofCase(id))
    for (const row of page) {
      await rows.erase(row);
      reports += 1;
    }
  const file = await execute(own, id, erased);
  if (!file || isRefusal(file)) return;
  // One that was on its way when the first were removed was named by the case until now.
  const late = await removePhotos(id);
  log.info('anonymised', { case: id, photos: photos + late, reports });
}

/** Whether a case, and whatever it goes on in, ended long enough ago. */
async function isOver(id: string, left = MOST_FOLLOWED): Promise<boolean> {
  const file = await own.cases.load(id);
  // What was to go on in a case that never came has ended.
  if (!file) return left < MOST_FOLLOWED;
  if (left === 0) return false;
  const kase = caseOf(file);
  const at = eraseAt(file, kase);
  const next = goesOnIn(kase);
  if (at !== null && at > now()) return false;
  return next === null ? kase.endedAt !== null : isOver(next, left - 1);
}

export const handler = consumer(anonymise);
