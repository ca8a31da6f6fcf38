import type { Unit } from '../../domain/directory/documents.ts';

type Ring = readonly (readonly [number, number])[];
export interface Point {
  x: number;
  y: number;
}
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Projection {
  width: number;
  height: number;
  project(longitude: number, latitude: number): Point;
}

/**
 * Fits rings of [longitude, latitude] into a width and at most a height, in pixels: equirectangular, a degree of longitude
 * as much shorter as it is in the middle of them. Undefined without any ring.
 */
export function fitted(rings: readonly Ring[], width: number, mostHeight: number, margin = 4): Projection | undefined {
  const points = rings.flat();
  if (points.length === 0) return undefined;
  const west = Math.min(...points.map(([longitude]) => longitude));
  const east = Math.max(...points.map(([longitude]) => longitude));
  const south = Math.min(...points.map(([, latitude]) => latitude));
  const north = Math.max(...points.map(([, latitude]) => latitude));
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = (east - west) * squeeze || 1e-6;
  const down = north - south || 1e-6;
  const scale = Math.min((width - 2 * margin) / across, (mostHeight - 2 * margin) / down);
  const shift = (width - across * scale) / 2;
  return {
    width,
    height: Math.round(down * scale + 2 * margin),
    project: (longitude, latitude) => ({
      x: round((longitude - west) * squeeze * scale + shift),
      y: round((north - latitude) * scale + margin),
    }),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

const textOf = ([longitude, latitude]: Ring[number], { project }: Projection): string => {
  const { x, y } = project(longitude, latitude);
  return `${x} ${y}`;
};

/** A ring as a path of an SVG. */
export const pathOf = (ring: Ring, projection: Projection): string =>
  `M${ring.map((corner) => textOf(corner, projection)).join('L')}Z`;

/**
 * The border of several rings that partition an area: the sides that only one of them has, as a path. A unit without a
 * boundary of its own is drawn by those of its grids.
 */
export function outlineOf(rings: readonly Ring[], projection: Projection): string {
  const sides = new Map<string, string>();
  for (const ring of rings) {
    for (const [index, to] of ring.entries()) {
      const from = ring[index - 1];
      if (!from) continue;
      const [start, end] = [textOf(from, projection), textOf(to, projection)];
      // The neighbour walks the same side the other way, or the same way.
      const twin = [`${end}L${start}`, `${start}L${end}`].find((side) => sides.has(side));
      if (twin) sides.delete(twin);
      else sides.set(`${start}L${end}`, `M${start}L${end}`);
    }
  }
  return [...sides.values()].join('');
}

/** Where a cardboard of these rings would balance: the place for a label. Undefined if they have no area. */
export function middleOf(rings: readonly Ring[], { project }: Projection): Point | undefined {
  const drawn = rings.map((ring) => ring.map(([longitude, latitude]) => project(longitude, latitude)));
  const measured = drawn.map(balance).filter(({ area }) => area > 0);
  const area = measured.reduce((sum, own) => sum + own.area, 0);
  if (area === 0) return undefined;
  return {
    x: round(measured.reduce((sum, own) => sum + own.x * own.area, 0) / area),
    y: round(measured.reduce((sum, own) => sum + own.y * own.area, 0) / area),
  };
}

function balance(ring: readonly Point[]): Point & { area: number } {
  let [doubled, x, y] = [0, 0, 0];
  for (const [index, to] of ring.entries()) {
    const from = ring[index - 1] ?? ring.at(-1) ?? to;
    const cross = from.x * to.y - to.x * from.y;
    doubled += cross;
    x += (from.x + to.x) * cross;
    y += (from.y + to.y) * cross;
  }
  return { x: x / (3 * doubled), y: y / (3 * doubled), area: Math.abs(doubled) / 2 };
}

/** The rings of the grids in service at a unit and below it, each with the unit of the row it belongs to. */
export function groundOf(
  id: string,
  units: ReadonlyMap<string, Unit>,
  children: ReadonlyMap<string | undefined, readonly Unit[]>,
): { grid: Unit; ring: Ring }[] {
  const unit = units.get(id);
  if (unit?.level === 'grid') return unit.boundary && !unit.retired ? [{ grid: unit, ring: unit.boundary }] : [];
  return (children.get(id) ?? []).flatMap((child) => groundOf(child.id, units, children));
}
