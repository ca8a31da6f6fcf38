import * as z from 'zod/mini';
import { isRefusal } from '../../domain/case/refusal.ts';
import { erased, photosOf } from '../../domain/case-file/erasure.ts';
import { Ulid } from '../../domain/primitives.ts';
import type { Desk } from '../../functions/shell/execute.ts';
import { execute } from '../../functions/shell/execute.ts';
import { Mistake } from '../mistake.ts';

/** The numbers of cases; throws a Mistake that names what is none. */
export function numbers(ids: readonly string[]): readonly string[] {
  const strange = ids.filter((id) => !z.safeParse(Ulid, id).success);
  if (ids.length > 0 && strange.length === 0) return ids;
  throw new Mistake(`${strange.join(', ') || 'nothing'} is no number of a case: give the numbers of cases`);
}

/**
 * Erases what people wrote from ended cases; events, lights and chain stay. Without `apply` it says what it would do. Photos
 * lie in their bucket: their objects are named, for whoever may remove them there. Answers the exit code: 1 if any case
 * was refused or is not there. A second call finds nothing left to erase.
 */
export async function erase(
  desk: Desk,
  ids: readonly string[],
  { apply, district }: { apply: boolean; district: string },
  print: (line: string) => void,
): Promise<number> {
  let failed = 0;
  for (const id of ids) {
    const before = await desk.cases.load(id);
    const after = before && (apply ? await execute(desk, id, erased) : erased(before));
    if (!before || !after || isRefusal(after)) {
      failed += 1;
      print(after && isRefusal(after) ? `${id}: ${after.message}` : `${id}: there is no such case`);
      continue;
    }
    const count = Object.keys(before.contents).length;
    print(
      erased(before) === before
        ? `${id}: nothing is left to erase`
        : `${id}: ${count} texts ${apply ? 'erased' : 'to erase'}`,
    );
    for (const digest of photosOf(before)) print(`  photo to remove: ${district}/${id}/${digest}.jpg`);
  }
  if (!apply) print('Nothing was written. Erase them with --apply.');
  return failed > 0 ? 1 : 0;
}
