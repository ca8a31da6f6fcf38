import type { Unit } from '../domain/directory/documents.ts';
import type { Random } from './random.ts';

type Place = readonly [number, number];

const round = (value: number) => Math.round(value * 1e5) / 1e5;

/** Whether a ray to the east of the point crosses the ring an odd number of times. */
function within(ring: readonly Place[], [x, y]: Place): boolean {
  let odd = false;
  for (const [i, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
  }
  return odd;
}

/** A random place inside the boundary of a unit. Throws if the unit has none. */
export function pointIn({ id, boundary = [] }: Unit, random: Random): { longitude: number; latitude: number } {
  const longitudes = boundary.map(([longitude]) => longitude);
  const latitudes = boundary.map(([, latitude]) => latitude);
  for (let tries = 0; tries < 1000; tries++) {
    const longitude = round(random.between(Math.min(...longitudes), Math.max(...longitudes)));
    const latitude = round(random.between(Math.min(...latitudes), Math.max(...latitudes)));
    if (within(boundary, [longitude, latitude])) return { longitude, latitude };
  }
  throw new Error(`no place found in ${id}: give it a boundary with an area`);
}
