import type { Level } from './documents.ts';

/** The level that a unit stands under; only the district stands under none. */
export const levelAbove: Record<Level, Level | undefined> = {
  grid: 'village',
  village: 'township',
  township: 'district',
  department: 'district',
  district: undefined,
};
