import type { Unit } from '../../../domain/directory/documents.ts';
import { nameOf, number, t } from '../../shell/words.ts';

type Ring = NonNullable<Unit['boundary']>;
const SIZE = 320;
const MARGIN = 0.25;
const METRES_PER_DEGREE = 111_195;

interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

function boxOf(ring: Ring): Box {
  const longitudes = ring.map(([longitude]) => longitude);
  const latitudes = ring.map(([, latitude]) => latitude);
  return {
    west: Math.min(...longitudes),
    south: Math.min(...latitudes),
    east: Math.max(...longitudes),
    north: Math.max(...latitudes),
  };
}

const overlaps = (a: Box, b: Box): boolean =>
  a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north;

/** A boundary among those of its neighbours, with its size; north is up, and a metre is as long east as north. */
export function BoundaryMap({ unit, neighbours }: { unit: Unit; neighbours: readonly Unit[] }) {
  const ring = unit.boundary;
  if (!ring || ring.length === 0) return <p class="faint">{t('admin.boundary.none')}</p>;
  const own = boxOf(ring);
  const narrow = Math.cos((((own.north + own.south) / 2) * Math.PI) / 180);
  const [width, height] = [(own.east - own.west) * narrow, own.north - own.south];
  const side = Math.max(width, height, 1e-6) * (1 + 2 * MARGIN);
  const [middle, centre] = [(own.east + own.west) / 2, (own.north + own.south) / 2];
  const x = (longitude: number) => (((longitude - middle) * narrow) / side + 0.5) * SIZE;
  const y = (latitude: number) => ((centre - latitude) / side + 0.5) * SIZE;
  const path = (of: Ring) =>
    `${of.map(([a, b], at) => `${at === 0 ? 'M' : 'L'}${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join('')}Z`;
  const half = side / 2;
  const view = {
    west: middle - half / narrow,
    east: middle + half / narrow,
    south: centre - half,
    north: centre + half,
  };
  const near = neighbours.filter(({ id, boundary }) => id !== unit.id && boundary && overlaps(boxOf(boundary), view));
  const metres = (degrees: number) => number(Math.round(degrees * METRES_PER_DEGREE));
  const words = t('admin.boundary.size', {
    width: metres(width),
    height: metres(height),
    points: ring.length - 1,
  });
  return (
    <figure class="boundary">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={t('admin.boundary.map', { name: nameOf(unit) })}>
        {near.map(({ id, boundary, ...rest }) => (
          <path key={id} class="neighbour" d={path(boundary ?? [])}>
            <title>{nameOf(rest)}</title>
          </path>
        ))}
        <path class="own" d={path(ring)} />
        {ring.slice(1).map(([a, b], at) => (
          <circle key={at} class="corner" cx={x(a)} cy={y(b)} r="3" />
        ))}
      </svg>
      <figcaption class="faint small">{words}</figcaption>
    </figure>
  );
}
