import type { Unit } from '../../../domain/directory/documents.ts';
import { extentOf, fitted, isInPicture, pathOf } from '../../parts/projection.ts';
import { nameOf, number, t } from '../../shell/words.ts';

const [SIZE, AROUND] = [320, 53];
const METRES_PER_DEGREE = 111_195;

/** A boundary among those of its neighbours, with its size; north is up, and a metre is as long east as north. */
export function BoundaryMap({ unit, neighbours }: { unit: Unit; neighbours: readonly Unit[] }) {
  const ring = unit.boundary ?? [];
  const projection = fitted([ring], SIZE, SIZE, AROUND);
  if (!projection) return <p class="faint">{t('admin.boundary.none')}</p>;
  const { across, down } = extentOf(ring);
  const near = neighbours.filter(({ id, boundary }) => id !== unit.id && boundary && isInPicture(boundary, projection));
  const metres = (degrees: number) => number(Math.round(degrees * METRES_PER_DEGREE));
  const words = t('admin.boundary.size', {
    width: metres(across),
    height: metres(down),
    points: ring.length - 1,
  });
  return (
    <figure class="boundary">
      <svg
        viewBox={`0 0 ${projection.width} ${projection.height}`}
        role="img"
        aria-label={t('admin.boundary.map', { name: nameOf(unit) })}
      >
        {near.map(({ id, boundary, ...rest }) => (
          <path key={id} class="neighbour" d={pathOf(boundary ?? [], projection)}>
            <title>{nameOf(rest)}</title>
          </path>
        ))}
        <path class="own" d={pathOf(ring, projection)} />
        {ring.slice(1).map((corner, at) => {
          const { x, y } = projection.project(corner);
          return <circle key={at} class="corner" cx={x} cy={y} r="3" />;
        })}
      </svg>
      <figcaption class="faint small">{words}</figcaption>
    </figure>
  );
}
