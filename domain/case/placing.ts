import type { Directory } from '../directory/directory.ts';
import type { Case } from './case.ts';

/** The grid in which a matter lies, or the unit above it that is to find that out 待落实. */
export const groundOf = ({
  origin,
  ground,
  stages,
}: {
  origin: string;
  ground?: string | undefined;
  stages: readonly { unit: string; level: string }[];
}): string => ground ?? stages.find(({ level }) => level === 'grid')?.unit ?? origin;

/** It was reported by an address alone, and no grid has had it yet. */
export const isToBePlaced = (kase: Case, directory: Directory): boolean =>
  directory.unit(groundOf(kase)).level !== 'grid';
