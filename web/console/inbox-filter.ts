import type { Light } from '../../domain/case/colours.ts';
import { lightOf } from '../../domain/case/light.ts';
import type { Instant } from '../../domain/primitives.ts';
import type { Row } from './inbox-rows.ts';

/** What the list is narrowed to; what is empty narrows nothing. */
export interface Filter {
  light: string;
  category: string;
  status: string;
  emergency: boolean;
  text: string;
}

/** The light of a row at an instant; while its clock stands still, as the server told it. */
export const rowLight = ({ light, warnAt, dueAt }: Pick<Row, 'light' | 'warnAt' | 'dueAt'>, now: Instant): Light =>
  warnAt === null || dueAt === null ? light : lightOf({ warnAt, dueAt }, null, now).light;

export type Counts = Record<Light, number>;

export function countsOf(rows: readonly Row[], now: Instant): Counts {
  const counts: Counts = { green: 0, yellow: 0, red: 0 };
  for (const row of rows) counts[rowLight(row, now)] += 1;
  return counts;
}

/** All that the filter asks for but the light, for which the rows that remain are counted. */
export function besidesLight(rows: readonly Row[], { category, status, emergency, text }: Filter): readonly Row[] {
  const wanted = text.trim().toUpperCase();
  if (!category && !status && !emergency && !wanted) return rows;
  return rows.filter(
    (row) =>
      (!category || row.category === category) &&
      (!status || row.status === status) &&
      (!emergency || row.emergency) &&
      row.id.includes(wanted),
  );
}

export const ofLight = (rows: readonly Row[], light: string, now: Instant): readonly Row[] =>
  light === '' ? rows : rows.filter((row) => rowLight(row, now) === light);

export const isNarrowed = ({ light, category, status, emergency, text }: Filter): boolean =>
  Boolean(light || category || status || emergency || text.trim());
