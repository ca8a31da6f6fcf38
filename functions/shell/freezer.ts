import { desk, directories, district } from './desk.ts';
import { env } from './env.ts';
import type { Freezer } from './freeze.ts';
import { signer } from './signer.ts';
import { vault } from './vault.ts';

/** What freezing a case takes, as the stack gives it to a function. */
export const freezer = (): Freezer => ({
  desk: desk(),
  directoryAt: (revision) => directories.at(revision),
  vault: vault(env('VAULT_BUCKET')),
  signer: signer(env('SIGNING_KEY_ID')),
  district,
});
