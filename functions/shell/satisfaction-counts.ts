import { type Counted, counting, NONE, ratesOf } from '../../domain/case/satisfaction.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Instant } from '../../domain/primitives.ts';
import type { PublicCases } from './public-index.ts';

/** What residents thought of the answers to what was reported in a span, by the unit that gave them. */
export async function countsByUnit(cases: PublicCases, from: Instant, to: Instant): Promise<Map<string, Counted>> {
  const counts = new Map<string, Counted>();
  for await (const voices of cases.voices(from, to)) {
    for (const voice of voices) counts.set(voice.unit, counting(counts.get(voice.unit) ?? NONE, voice));
  }
  return counts;
}

/** With names, in the order of the directory, from the top down. */
export function inOrder<T>(counts: ReadonlyMap<string, T>, directory: Directory) {
  return directory.documents.units.flatMap(({ id, name, nameEn }) => {
    const counted = counts.get(id);
    return counted === undefined ? [] : [{ unit: id, name, ...(nameEn !== undefined && { nameEn }), counted }];
  });
}

export const withRates = (counted: Counted) => ({ ...counted, ...ratesOf(counted) });
