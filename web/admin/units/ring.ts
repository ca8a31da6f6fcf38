import type { Unit } from '../../../domain/directory/documents.ts';

type Ring = NonNullable<Unit['boundary']>;
/** Why text is no boundary; `values` fill in the words. */
export type RingFault = { fault: 'json' | 'shape' | 'many' | 'holes' | 'position' | 'swapped' | 'few' | 'much' } & {
  values: Record<string, string | number>;
};

const MOST = 200;
const FEWEST = 4;

/**
 * Reads the ring of a boundary: a GeoJSON polygon, a feature of one, or its bare list of [longitude, latitude]. A ring that is
 * not closed is closed; heights are left out.
 */
export function readRing(text: string): Ring | RingFault {
  const json = parsed(text);
  if (json === undefined) return faulty('json');
  const found = ringIn(json);
  if (!Array.isArray(found)) return found;
  const wrong = found.findIndex((position) => !isPosition(position));
  if (wrong >= 0) return faulty('position', { number: wrong + 1, value: JSON.stringify(found[wrong]) ?? '' });
  const ring = closed(found.filter(isPosition).map(([longitude, latitude]): Ring[number] => [longitude, latitude]));
  const outside = ring.findIndex(([longitude, latitude]) => Math.abs(longitude) > 180 || Math.abs(latitude) > 90);
  if (outside >= 0) return whyOutside(ring, outside);
  if (ring.length < FEWEST) return faulty('few', { count: ring.length, fewest: FEWEST });
  return ring.length > MOST ? faulty('much', { count: ring.length, most: MOST }) : ring;
}

export const isRing = (read: Ring | RingFault): read is Ring => Array.isArray(read);

/** Fewer decimals than the metre needs are kept as they are; one position a line, for people to read. */
export const ringText = (ring: Ring): string =>
  `[\n${ring.map((position) => `  ${JSON.stringify(position)}`).join(',\n')}\n]`;

const faulty = (fault: RingFault['fault'], values: RingFault['values'] = {}): RingFault => ({ fault, values });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const field = (value: unknown, name: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function ringIn(json: unknown): unknown[] | RingFault {
  if (Array.isArray(json)) return Array.isArray(field(json[0], 0)) ? onlyRing(json) : json;
  const type = field(json, 'type');
  if (type === 'Polygon') return onlyRing(field(json, 'coordinates'));
  if (type === 'Feature') return ringIn(field(json, 'geometry'));
  if (type === 'FeatureCollection' || type === 'GeometryCollection' || type === 'MultiPolygon') return onlyOne(json);
  return faulty('shape');
}

function onlyOne(json: unknown): unknown[] | RingFault {
  const parts = field(json, 'features') ?? field(json, 'geometries') ?? field(json, 'coordinates');
  if (!Array.isArray(parts) || parts.length !== 1)
    return faulty('many', { count: Array.isArray(parts) ? parts.length : 0 });
  return ringIn(parts[0]);
}

function onlyRing(rings: unknown): unknown[] | RingFault {
  if (!Array.isArray(rings) || !Array.isArray(rings[0])) return faulty('shape');
  return rings.length === 1 ? rings[0] : faulty('holes', { count: rings.length - 1 });
}

const isPosition = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length >= 2 && value.length <= 3 && value.every(Number.isFinite);

function closed(ring: Ring): Ring {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || (first[0] === last?.[0] && first[1] === last[1])) return ring;
  return [...ring, [first[0], first[1]]];
}

/** Latitude first is what most maps show, and the usual slip. */
function whyOutside(ring: Ring, at: number): RingFault {
  const value = JSON.stringify(ring[at]) ?? '';
  const swapped = ring.every(([a, b]) => Math.abs(a) <= 90 && Math.abs(b) <= 180);
  return faulty(swapped ? 'swapped' : 'position', { number: at + 1, value });
}
