import type { Unit } from '../../domain/directory/documents.ts';
import { fitted, isInPicture, type Projection, type Ring } from '../parts/projection.ts';

const [WIDTH, HEIGHT, AROUND] = [150, 100, 22];

/** Ground around some positions, with room about them; nothing of nowhere. */
export const sketchOf = (positions: Ring): Projection | undefined => fitted([positions], WIDTH, HEIGHT, AROUND);

/** Grids in service whose boundary reaches into the sketch. */
export const gridsWithin = (units: Iterable<Unit>, sketch: Projection): (Unit & { boundary: Ring })[] =>
  [...units].flatMap((unit) => {
    const { boundary, level, retired } = unit;
    return boundary && level === 'grid' && !retired && isInPicture(boundary, sketch) ? [{ ...unit, boundary }] : [];
  });
