import { caseStore } from './case-store.ts';
import { salt } from './chance.ts';
import { directoryStore } from './directory-store.ts';
import { dynamo } from './dynamo.ts';
import { env } from './env.ts';
import type { Desk } from './execute.ts';

export const district = env('DISTRICT');
export const directories = directoryStore(dynamo, env('DIRECTORY_TABLE'), district, salt);

/** Where functions that work on cases find them, and the directory to decide against. */
export const desk = (): Desk => ({
  cases: caseStore(dynamo, env('CASES_TABLE'), district),
  directory: () => directories.current(),
});
