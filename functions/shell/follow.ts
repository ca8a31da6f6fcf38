import type { Case } from '../../domain/case/case.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { continuedIn, goesOnIn } from '../../domain/case-file/erasure.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';

/** A case is merged into others, or goes on, no longer than this. */
const MOST_FOLLOWED = 100;
interface Cases {
  cases: { load(id: string): Promise<CaseFile | undefined> };
}

/** A report: its own file and those that it went on in, and the case it was merged into at last, if it was. */
export interface Followed {
  own: readonly [CaseFile, ...CaseFile[]];
  into?: CaseFile;
  /** Whose it is, if they left a telephone or joined; then `own` is what somebody else reported. */
  row?: ReportRow;
}

/** The last file of a report before it was merged. */
export const lastOwn = ({ own }: Pick<Followed, 'own'>): CaseFile => own.at(-1) ?? own[0];

/** Where a report stands now: in its last own file, or in the case it was merged into. */
export const standing = (report: Followed): CaseFile => report.into ?? lastOwn(report);

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
  return { own, others: await after(lastOwn({ own }), goesOnIn, desk) };
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
