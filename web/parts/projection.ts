import type { Unit } from '../../domain/directory/documents.ts';

export type Ring = readonly (readonly [number, number])[];
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
  project(position: Ring[number]): Point;
}

/** So much ground is drawn at least, in degrees of latitude: some hundred metres. */
const LEAST = 0.001;

/** The middle of some corners, and how far they reach across and down, in degrees of latitude. */
export function extentOf(ring: Ring): { middle: Ring[number]; across: number; down: number } {
  const longitudes = ring.map(([longitude]) => longitude);
  const latitudes = ring.map(([, latitude]) => latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  return { middle, across: (east - west) * squeezeAt(middle), down: north - south };
}

/** How much shorter a degree of longitude is than one of latitude. */
const squeezeAt = ([, latitude]: Ring[number]): number => Math.cos((latitude * Math.PI) / 180);

/**
 * Fits rings of [longitude, latitude] into a width and at most a height, in pixels: equirectangular, a degree of longitude
 * as much shorter as it is in the middle of them. Undefined without any ring.
 */
export function fitted(rings: readonly Ring[], width: number, mostHeight: number, margin = 4): Projection | undefined {
  const corners = rings.flat();
  if (corners.length === 0) return undefined;
  const { middle, ...extent } = extentOf(corners);
  const [across, down] = [Math.max(extent.across, LEAST), Math.max(extent.down, LEAST)];
  const scale = Math.min((width - 2 * margin) / across, (mostHeight - 2 * margin) / down);
  const height = Math.round(down * scale + 2 * margin);
  const squeeze = squeezeAt(middle);
  return {
    width,
    height,
    project: ([longitude, latitude]) => ({
      x: round((longitude - middle[0]) * squeeze * scale + width / 2),
      y: round((middle[1] - latitude) * scale + height / 2),
    }),
  };
}

/** Whether a ring reaches into the picture, by the box around it. */
export function isInPicture(ring: Ring, { width, height, project }: Projection): boolean {
  const points = ring.map(project);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return Math.min(...xs) < width && Math.max(...xs) > 0 && Math.min(...ys) < height && Math.max(...ys) > 0;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const textOf = (position: Ring[number], { project }: Projection): string => {
  const { x, y } = project(position);
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
  const drawn = rings.map((ring) => ring.map(project));
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
