import type { Light } from '../../domain/case/colours.ts';
import type { Instant } from '../../domain/primitives.ts';
import { lightAt } from '../parts/light-at.ts';
import type { Row } from './inbox-rows.ts';

/** What the list is narrowed to; what is empty narrows nothing. */
export interface Filter {
  light: string;
  category: string;
  status: string;
  emergency: boolean;
  text: string;
}

export type Counts = Record<Light, number>;

export function countsOf(rows: readonly Row[], now: Instant): Counts {
  const counts: Counts = { green: 0, yellow: 0, red: 0 };
  for (const row of rows) counts[lightAt(row, now).light] += 1;
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
  light === '' ? rows : rows.filter((row) => lightAt(row, now).light === light);

export const isNarrowed = ({ light, category, status, emergency, text }: Filter): boolean =>
  Boolean(light || category || status || emergency || text.trim());
