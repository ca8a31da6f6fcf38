import { isHeldByLaw } from '../../domain/case/case.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { eraseAt, erased, goesOnIn } from '../../domain/case-file/erasure.ts';
import type { Instant } from '../../domain/primitives.ts';
import { type Desk, execute } from './execute.ts';
import type { RemovePhotos } from './photo-removal.ts';
import type { ResidentStore } from './resident-store.ts';

/** Where there is something of the people of a case. */
export interface Anonymising {
  desk: Desk;
  rows: Pick<ResidentStore, 'ofCase' | 'erase'>;
  removePhotos: RemovePhotos;
  now(): Instant;
}

/** A case goes on in others no further than this. */
const MOST_FOLLOWED = 100;

/**
 * Erases from a case that ended a year ago what people wrote, its photos, and who reported it: the case last, so that whatever
 * broke off is done again. One that goes on in another waits for that one, and nothing is erased while either is under review.
 * Answers how much there was besides the case; undefined if its time has not come. Throws if it is refused when photos and rows
 * are gone, as by a review that was opened in that moment. A second call finds it erased.
 */
export async function anonymise(
  own: Anonymising,
  id: string,
): Promise<{ photos: number; reports: number } | undefined> {
  const { desk, rows, removePhotos } = own;
  if (!(await isOver(own, id))) return undefined;
  const photos = await removePhotos(id);
  let reports = 0;
  for await (const page of rows.ofCase(id))
    for (const row of page) {
      await rows.erase(row);
      reports += 1;
    }
  const file = await execute(desk, id, erased);
  if (file && isRefusal(file)) throw new Error(`${file.message}; its photos and ${reports} reports are gone already`);
  // One that was on its way when the first were removed was named by the case until now.
  return file && { photos: photos + (await removePhotos(id)), reports };
}

/** Whether a case, and whatever it goes on in, ended long enough ago. */
async function isOver(own: Anonymising, id: string, left = MOST_FOLLOWED): Promise<boolean> {
  const file = await own.desk.cases.load(id);
  // What was to go on in a case that never came has ended.
  if (!file) return left < MOST_FOLLOWED;
  const kase = caseOf(file);
  if (left === 0 || isHeldByLaw(kase)) return false;
  const at = eraseAt(file, kase);
  if (at !== null && at > own.now()) return false;
  const next = goesOnIn(kase);
  return next === null ? kase.endedAt !== null : isOver(own, next, left - 1);
}
