import * as z from 'zod/mini';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { isErased, photosOf } from '../../domain/case-file/erasure.ts';
import { Ulid } from '../../domain/primitives.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import type { Desk } from '../../functions/shell/execute.ts';
import { means } from '../../functions/shell/execute.ts';
import { wayOf } from '../../functions/shell/follow.ts';
import type { RemovePhotos } from '../../functions/shell/photo-removal.ts';
import type { ResidentStore } from '../../functions/shell/resident-store.ts';
import { eraseWords, whyNotYet } from '../erase-words.ts';
import { Mistake } from '../mistake.ts';

/** The numbers of cases; throws a Mistake that names what is none. */
export function numbers(ids: readonly string[]): readonly string[] {
  const strange = ids.filter((id) => !z.safeParse(Ulid, id).success);
  if (ids.length > 0 && strange.length === 0) return ids;
  throw new Mistake(`${strange.join(', ') || 'nothing'} is no number of a case: give the numbers of cases`);
}

/**
 * Erases what people wrote from ended cases and whatever those went on in, and removes their photos; events, lights and chain
 * stay. Of a case that one was merged into, only what its own residents wrote goes. Without `removePhotos` it says what it would
 * do. Answers the exit code: 1 if any case was refused or is not there. The cases are written first, so that a photo that arrives
 * meanwhile is removed by whoever looks at it; a second call finds nothing left, or what the first left behind.
 */
export async function erase(
  desk: Desk,
  ids: readonly string[],
  removePhotos: RemovePhotos | undefined,
  residents: Pick<ResidentStore, 'ofCase' | 'erase'> | undefined,
  print: (line: string) => void,
): Promise<number> {
  let failed = 0;
  for (const id of ids) {
    const before = await desk.cases.load(id);
    if (!before) {
      failed += 1;
      print(`${id}: there is no such case`);
      continue;
    }
    const rows: ReportRow[] = [];
    for await (const page of residents?.ofCase(id) ?? []) rows.push(...page);
    const { own, others } = await wayOf(before, desk);
    const words = { own, others, reports: [id, ...rows.map((row) => row.id)] };
    const refused = whyNotYet(words, await means(desk)) ?? (removePhotos && (await eraseWords(desk, words)));
    if (refused) {
      failed += 1;
      print(`${id}: ${refused.message}`);
      continue;
    }
    let objects = 0;
    for (const file of own) objects += (await removePhotos?.(caseOf(file).id)) ?? 0;
    for (const row of rows) await residents?.erase(row);
    const count = own.reduce((sum, { contents }) => sum + Object.keys(contents).length, 0);
    print(
      own.every(isErased) && objects === 0
        ? `${id}: nothing is left to erase`
        : `${id}: ${count} texts ${removePhotos ? 'erased' : 'to erase'}`,
    );
    const photos = own.flatMap(photosOf);
    if (!removePhotos && photos.length > 0) print(`  ${photos.length} photos to remove`);
    if (objects > 0) print(`  ${objects} objects of photos removed`);
  }
  if (!removePhotos) print('Nothing was written. Erase them with --apply.');
  return failed > 0 ? 1 : 0;
}
