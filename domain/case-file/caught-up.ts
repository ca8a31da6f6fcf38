import { tick } from '../case/tick.ts';
import type { CaseFile, Means } from './case-file.ts';
import { append, caseOf } from './case-file.ts';

/** The file with everything on record that has come due by now; the same file if nothing has. */
export const caughtUp = (file: CaseFile, means: Means): CaseFile =>
  append(file, tick(caseOf(file), means.now, means.directory), means);
