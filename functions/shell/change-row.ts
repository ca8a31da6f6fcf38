import type { ReportRow } from '../../domain/resident/report-row.ts';
import { changeKept } from './change-kept.ts';
import type { ResidentStore } from './resident-store.ts';

/** Changes the row of a report. Undefined when there is none. */
export const changeRow = (
  residents: Pick<ResidentStore, 'load' | 'save'>,
  id: string,
  step: (row: ReportRow) => ReportRow,
): Promise<ReportRow | undefined> =>
  changeKept(`report ${id}`, { load: () => residents.load(id), save: (row) => residents.save(row) }, step);
