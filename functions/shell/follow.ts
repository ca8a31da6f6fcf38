import type { Case } from '../../domain/case/case.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { continuedIn, goesOnIn } from '../../domain/case-file/erasure.ts';
import type { Desk } from './execute.ts';
import type { Followed } from './report-view.ts';

/** A case is merged into others, or goes on, no longer than this. */
const MOST_FOLLOWED = 100;
type Cases = Pick<Desk, 'cases'>;

/** All files that a report stands in: its first, those that this went on in, and those that the last of them was merged into. */
export interface Way {
  own: readonly [CaseFile, ...CaseFile[]];
  others: readonly CaseFile[];
}

/** The report from its first file on, to where it stands now. */
export async function followed(first: CaseFile, desk: Cases): Promise<Followed> {
  const { own, others } = await wayOf(first, desk);
  const into = others.at(-1);
  return { own, ...(into && { into }) };
}

/** The same, with all cases that it was merged into on its way, and what those went on in. */
export async function wayOf(first: CaseFile, desk: Cases): Promise<Way> {
  const own = [first, ...(await after(first, continuedIn, desk))] as const;
  return { own, others: await after(own.at(-1) ?? first, goesOnIn, desk) };
}

async function after(first: CaseFile, next: (kase: Case) => string | null, { cases }: Cases): Promise<CaseFile[]> {
  const files = [first];
  const seen = new Set([caseOf(first).id]);
  for (const file of files) {
    const id = next(caseOf(file));
    const found = id === null || seen.has(id) || seen.size > MOST_FOLLOWED ? undefined : await cases.load(id);
    if (!found) break;
    seen.add(caseOf(found).id);
    files.push(found);
  }
  return files.slice(1);
}
