import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { continuedIn, goesOnIn } from '../../domain/case-file/erasure.ts';
import type { Desk } from './execute.ts';
import type { Followed } from './report-view.ts';

/** A case is merged into others, or goes on, no longer than this. */
const MOST_FOLLOWED = 100;
type Cases = Pick<Desk, 'cases'>;

/** The report from its first file on, to where it stands now. */
export async function followed(first: CaseFile, desk: Cases): Promise<Followed> {
  const own: [CaseFile, ...CaseFile[]] = [first];
  for (const file of own) {
    const as = continuedIn(caseOf(file));
    const next = as !== null && own.length < MOST_FOLLOWED ? await desk.cases.load(as) : undefined;
    if (next) own.push(next);
  }
  const into = await mergedInto(own.at(-1) ?? first, desk);
  return { own, ...(into && { into }) };
}

/** Where a case went when it was merged, however often; undefined if it was not. */
async function mergedInto(from: CaseFile, desk: Cases): Promise<CaseFile | undefined> {
  let last: CaseFile | undefined;
  const seen = new Set([caseOf(from).mergedInto]);
  for (const id of seen) {
    const file = id === null || seen.size > MOST_FOLLOWED ? undefined : await desk.cases.load(id);
    if (!file) break;
    last = file;
    seen.add(goesOnIn(caseOf(file)));
  }
  return last;
}
