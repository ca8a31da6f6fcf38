import * as z from 'zod/mini';
import { ms } from '../../domain/primitives.ts';
import { now } from '../shell/chance.ts';
import { changedIndex } from '../shell/changed-index.ts';
import { type Book, catchUp } from '../shell/checkpoints.ts';
import { directories, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { EmptyDirectory } from '../shell/empty-directory.ts';
import { env } from '../shell/env.ts';
import { log } from '../shell/log.ts';
import { signer } from '../shell/signer.ts';
import { task } from '../shell/task.ts';
import { vault } from '../shell/vault.ts';

const book: Book = {
  ...changedIndex(dynamo, env('CASES_TABLE'), district),
  district,
  vault: vault(env('VAULT_BUCKET')),
  signer: signer(env('SIGNING_KEY_ID')),
  // Some 1.2 MB.
  most: 10_000,
};

/**
 * Every hour, so that whatever the zone of the district, a day gets its checkpoint within the hour after its midnight,
 * and one that failed is tried again soon. A second call does nothing. Before the first directory there are no days.
 */
export const handler = task(z.unknown(), async () => {
  const today = await todayThere();
  const closed = today === null ? [] : await catchUp(book, today);
  if (closed.length > 0) log.info('days closed', { closed });
  return { closed };
});

async function todayThere(): Promise<string | null> {
  try {
    const { calendar, root } = await directories.current();
    return calendar(root.id).dateOf(ms(now()));
  } catch (fault) {
    if (fault instanceof EmptyDirectory) return null;
    throw fault;
  }
}
