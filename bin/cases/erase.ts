import * as z from 'zod/mini';
import { isRefusal } from '../../domain/case/refusal.ts';
import { erased, photosOf } from '../../domain/case-file/erasure.ts';
import { Ulid } from '../../domain/primitives.ts';
import type { Desk } from '../../functions/shell/execute.ts';
import { execute, means } from '../../functions/shell/execute.ts';
import type { RemovePhotos } from '../../functions/shell/photo-removal.ts';
import type { ResidentStore } from '../../functions/shell/resident-store.ts';
import { Mistake } from '../mistake.ts';

/** The numbers of cases; throws a Mistake that names what is none. */
export function numbers(ids: readonly string[]): readonly string[] {
  const strange = ids.filter((id) => !z.safeParse(Ulid, id).success);
  if (ids.length > 0 && strange.length === 0) return ids;
  throw new Mistake(`${strange.join(', ') || 'nothing'} is no number of a case: give the numbers of cases`);
}

/**
 * Erases what people wrote from ended cases and removes their photos; events, lights and chain stay. Without `removePhotos` it
 * says what it would do. Answers the exit code: 1 if any case was refused or is not there. The case is written first, so that
 * a photo that arrives meanwhile is removed by whoever looks at it; a second call finds nothing left, or what the first left behind.
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
    const would = before && erased(before, await means(desk));
    const after = removePhotos && before ? await execute(desk, id, erased) : would;
    if (!before || !after || isRefusal(after)) {
      failed += 1;
      print(after && isRefusal(after) ? `${id}: ${after.message}` : `${id}: there is no such case`);
      continue;
    }
    const count = Object.keys(before.contents).length;
    const objects = await removePhotos?.(id);
    for await (const rows of residents?.ofCase(id) ?? []) for (const row of rows) await residents?.erase(row);
    print(
      would === before && !objects
        ? `${id}: nothing is left to erase`
        : `${id}: ${count} texts ${removePhotos ? 'erased' : 'to erase'}`,
    );
    const photos = photosOf(before);
    if (objects === undefined && photos.length > 0) print(`  ${photos.length} photos to remove`);
    if (objects) print(`  ${objects} objects of photos removed`);
  }
  if (!removePhotos) print('Nothing was written. Erase them with --apply.');
  return failed > 0 ? 1 : 0;
}
