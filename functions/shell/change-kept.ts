const MOST_TRIES = 5;

/** Where something is kept in versions; `save` answers false when somebody else wrote first. */
interface Kept<T> {
  load(): Promise<T | undefined>;
  save(next: T): Promise<boolean>;
}

/**
 * Changes what is kept, again on what stands now if somebody else wrote it meanwhile, and answers it as it is then; a step that
 * answers the same writes nothing. Undefined where nothing is kept, or the step answers null.
 */
export async function changeKept<T extends { version: number }>(
  what: string,
  { load, save }: Kept<T>,
  step: (kept: T) => T | null,
): Promise<T | undefined> {
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const kept = await load();
    const next = kept ? step(kept) : null;
    if (!kept || next === null) return undefined;
    if (next === kept) return kept;
    const numbered = { ...next, version: kept.version + 1 };
    if (await save(numbered)) return numbered;
  }
  throw new Error(`${what} was written by others ${MOST_TRIES} times in a row; try again`);
}
