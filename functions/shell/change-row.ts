import type { ReportRow } from '../../domain/resident/report-row.ts';
import type { ResidentStore } from './resident-store.ts';

const MOST_TRIES = 5;

/** Changes the row of a report, again on what stands now if somebody else wrote it meanwhile. Undefined when there is none. */
export async function changeRow(
  residents: Pick<ResidentStore, 'load' | 'save'>,
  id: string,
  step: (row: ReportRow) => ReportRow,
): Promise<ReportRow | undefined> {
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const row = await residents.load(id);
    if (!row) return undefined;
    const next = step(row);
    if (next === row) return row;
    const numbered = { ...next, version: row.version + 1 };
    if (await residents.save(numbered)) return numbered;
  }
  throw new Error(`report ${id} was written by others ${MOST_TRIES} times in a row; try again`);
}
