import type * as z from 'zod/mini';
import type { Unit } from '../../domain/directory/documents.ts';
import type { OpenReport } from '../../functions/shell/report-messages.ts';
import { documents } from './a-district.ts';
import { anOpening } from './casework.ts';

export const SECRET = '5N1Q0TB4Y6ZC8M2XJ7R9VDWHKE';

/** What a resident sends, of the same matter as `anOpening`. */
export const aReportBody = (over: Partial<z.infer<typeof OpenReport>> = {}): z.infer<typeof OpenReport> => {
  const { id, category, grid, words } = anOpening();
  return { id, secret: SECRET, category, grid, words, ...over };
};

const BORDERS: Record<string, [west: number, east: number]> = {
  'niushi-v1-g1': [103.5, 103.51],
  'niushi-v1-g2': [103.51, 103.52],
};

/** The units of the small district; two grids side by side have borders. */
export const withBorders = (): Unit[] =>
  documents().units.map((unit) => {
    const [west, east] = BORDERS[unit.id] ?? [];
    if (west === undefined || east === undefined) return unit;
    const ring: [number, number][] = [
      [west, 29.4],
      [east, 29.4],
      [east, 29.41],
      [west, 29.41],
      [west, 29.4],
    ];
    return { ...unit, boundary: ring };
  });
