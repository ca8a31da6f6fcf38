import type { Place } from '../../domain/case/command.ts';
import { middleOf, pathOf } from '../parts/projection.ts';
import { places, unitName } from '../shell/directory.ts';
import { nameOf, t } from '../shell/words.ts';
import { gridsWithin, sketchOf } from './sketch.ts';

interface Props {
  origin: string;
  place: Place | undefined;
}

/** The grid of a case among its neighbours, with the place if one was told. Nothing where there are no boundaries. */
export function PlaceMap({ origin, place }: Props) {
  const { units } = places.value;
  const boundary = units.get(origin)?.boundary ?? [];
  const position = place && ([place.longitude, place.latitude] as const);
  const sketch = sketchOf([...boundary, ...(position ? [position] : [])]);
  if (!sketch) return null;
  const label = t(position ? 'map.label.place' : 'map.label', { unit: unitName(origin) });
  const pin = position && sketch.project(position);
  const grids = gridsWithin(units.values(), sketch);
  return (
    <svg class="place-map" viewBox={`0 0 ${sketch.width} ${sketch.height}`} role="img" aria-label={label}>
      {grids.map(({ id, boundary: ring }) => (
        <path key={id} d={pathOf(ring, sketch)} class={id === origin ? 'own' : 'other'} />
      ))}
      {grids.map((grid) => {
        const at = middleOf([grid.boundary], sketch);
        return (
          <text key={grid.id} {...at} class={grid.id === origin ? 'own' : 'other'}>
            {nameOf(grid)}
          </text>
        );
      })}
      {pin && (
        <g transform={`translate(${pin.x} ${pin.y})`}>
          <path class="pin" d="M0 0C-3-4-4-6-4-8a4 4 0 1 1 8 0C4-6 3-4 0 0Z" />
          <circle class="pin-eye" cy="-8" r="1.5" />
        </g>
      )}
    </svg>
  );
}
