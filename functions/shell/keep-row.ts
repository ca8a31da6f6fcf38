import { canonical } from '../../domain/case-file/history.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import type { ResidentStore } from './resident-store.ts';

/**
 * Keeps the row of a report that was just filed. A second call leaves the first row, whatever became of it since; undefined when
 * that is the row of another contact, or of another request.
 */
export async function keepRow(
  residents: Pick<ResidentStore, 'load' | 'save'>,
  row: Omit<ReportRow, 'version' | 'told'>,
): Promise<ReportRow | undefined> {
  const first = { ...row, told: [], version: 1 };
  if (await residents.save(first)) return first;
  const there = await residents.load(row.id);
  return there && same(there) === same(first) ? there : undefined;
}

const same = ({ contact, joined }: ReportRow): string => canonical([contact, joined?.request ?? null]);
