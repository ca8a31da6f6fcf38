import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import type { Contact } from '../../domain/resident/contact.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { keepRow } from './keep-row.ts';
import type { RecentReports } from './recent-reports.ts';
import type { ResidentStore } from './resident-store.ts';

export interface Keeping {
  residents: Pick<ResidentStore, 'load' | 'save'>;
  recent: Pick<RecentReports, 'note'>;
}

/**
 * What stands beside a case that a resident has just opened: that there is one, for others who report the same; and who can be
 * reached, if they said so. A second call changes nothing. `another` when another contact was kept under this number.
 */
export async function keepReport(
  { residents, recent }: Keeping,
  file: CaseFile,
  said: (Contact & { subscribe?: boolean | undefined }) | undefined,
): Promise<ReportRow | 'another' | undefined> {
  const { id, origin: grid, category, openedAt: at } = caseOf(file);
  await recent.note({ grid, category }, id, at);
  if (!said) return residents.load(id);
  const { subscribe: subscribed = false, ...contact } = said;
  return (await keepRow(residents, { id, case: id, at, contact, subscribed })) ?? 'another';
}
