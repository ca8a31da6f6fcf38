import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import type { Desk } from './execute.ts';

/** Cases that came into one, and into those, no more than this. */
const MOST = 100;

/**
 * The numbers under which residents reported what a case is about: its own first, then those of the cases that were merged into
 * it and that it goes on from.
 */
export async function numbersBehind(file: CaseFile, desk: Pick<Desk, 'cases'>): Promise<string[]> {
  const seen = new Set([caseOf(file).id]);
  for (const id of seen) {
    const own = id === caseOf(file).id ? file : await desk.cases.load(id);
    if (!own) continue;
    const links = caseOf(own).links.filter(({ how }) => how === 'absorbed' || how === 'continues');
    for (const link of links) if (seen.size < MOST) seen.add(link.case);
  }
  return [...seen];
}
