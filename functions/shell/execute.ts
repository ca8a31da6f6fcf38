import { setTimeout as pause } from 'node:timers/promises';
import type { Refusal } from '../../domain/case/refusal.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Instant } from '../../domain/primitives.ts';
import type { CaseStore } from './case-store.ts';
import { now, patience, salt, sha256 } from './chance.ts';

export interface Desk {
  cases: CaseStore;
  directory(): Promise<Directory>;
  /** The clock to decide by, where it is not this machine's. */
  now?(): Instant;
}

/** What a command makes of a case file: the next one, the same one when there is nothing to do, or a refusal. */
export type StepOf = (file: CaseFile, means: Means) => CaseFile | Refusal;

const MOST_TRIES = 12;
/** Milliseconds; a score of writers at once are spread over it. */
const MOST_PAUSE = 1000;
const chance = (salt: string): number => Number.parseInt(salt.slice(0, 4), 16) / 0xffff;

/** The means of one decision: the present instant, the present directory, a fresh salt. */
export const means = async (desk: Pick<Desk, 'directory' | 'now'>): Promise<Means> => ({
  directory: await desk.directory(),
  now: desk.now?.() ?? now(),
  hash: sha256,
  salt: salt(),
  patience,
});

/**
 * Loads a case, decides, and saves if nobody else did meanwhile; else decides again on what stands now. Undefined when
 * there is no such case. Safe to repeat as far as `step` answers the same file when it has nothing to add.
 */
export const execute = (desk: Desk, id: string, step: StepOf): Promise<CaseFile | Refusal | undefined> =>
  decideOn<CaseFile, Refusal>(desk.cases, desk, id, step);

/** Where files of a kind are kept, each written as a whole, if nobody else wrote it meanwhile. */
export interface Store<File> {
  load(id: string): Promise<File | undefined>;
  save(file: File, means: Means): Promise<boolean>;
}

/** `execute`, for the files of any store. */
export async function decideOn<File extends { version: number }, No extends { refused: string }>(
  store: Store<File>,
  desk: Pick<Desk, 'directory' | 'now'>,
  id: string,
  step: (file: File, means: Means) => File | No,
): Promise<File | No | undefined> {
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const file = await store.load(id);
    if (!file) return undefined;
    const own = await means(desk);
    const next = step(file, own);
    if (next === file || 'refused' in next) return next;
    const numbered = { ...next, version: file.version + 1 };
    if (await store.save(numbered, own)) return numbered;
    await pause(chance(own.salt) * Math.min(MOST_PAUSE, 20 * 2 ** tried));
  }
  throw new Error(`${id} was written by others ${MOST_TRIES} times in a row; try again`);
}
