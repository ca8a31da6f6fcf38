import { useMemo } from 'preact/hooks';
import { LightShape } from '../parts/light.tsx';
import { type Box, fitted, groundOf, middleOf, outlineOf, pathOf } from '../parts/projection.ts';
import { places } from '../shell/directory.ts';
import { nameOf, t } from '../shell/words.ts';
import { type Row, worst } from './counts.ts';
import { placed } from './labels.ts';
import { Patterns } from './patterns.tsx';
import { pointedAt, told } from './pointed.ts';
import { useWidth } from './size.ts';

interface Props {
  /** The unit whose ground is drawn, and the rows of all units below it. */
  unit: string;
  rows: readonly Row[];
  /** Where an area leads to. */
  hrefOf: (unit: string) => string;
  /** Of the picture, in pixels, at most. */
  mostHeight: number;
  /** Of the letters, in pixels. */
  letters: number;
}

/**
 * The grids of a unit, each in the colour and pattern of its worst light, within the borders of the units directly below:
 * those are what is pointed at, named and led to.
 */
export function LightMap({ unit, rows, hrefOf, mostHeight, letters }: Props) {
  const { ref, width } = useWidth();
  const areas = useAreas(unit, width, mostHeight);
  const rowOf = new Map(rows.map((row) => [row.unit, row]));
  if (areas?.list.length === 0) return null;
  const labels = areas
    ? placed(
        areas.list.map(({ id, name, at, weight }) => ({
          id,
          lines: linesOf(name, rowOf.get(id)),
          at,
          weight: weight + urgency(rowOf.get(id)),
        })),
        letters,
        areas.width,
        areas.height,
      )
    : [];
  return (
    <div class="map" ref={ref}>
      {areas && (
        // biome-ignore lint/a11y/useSemanticElements: a group of links that is drawn has no element of HTML.
        <svg role="group" aria-label={t('wall.map')} viewBox={`0 0 ${areas.width} ${areas.height}`}>
          <Patterns />
          {areas.list.map(({ id, grids, outline }) => {
            const row = rowOf.get(id);
            return (
              <a
                key={id}
                href={hrefOf(id)}
                aria-label={row && told(row)}
                class={pointedAt.value === id ? 'area pointed' : 'area'}
                onMouseEnter={() => (pointedAt.value = id)}
                onMouseLeave={() => (pointedAt.value = undefined)}
                onFocus={() => (pointedAt.value = id)}
                onBlur={() => (pointedAt.value = undefined)}
              >
                {grids.map((grid) => (
                  <path key={grid.id} d={grid.path} class="ground" fill={fillOf(rowOf.get(grid.id))} />
                ))}
                <path d={outline} class="border" />
              </a>
            );
          })}
          <svg class="labels" font-size={letters} aria-hidden="true">
            {labels.map(({ id, box, lines }) => (
              <Label key={id} row={rowOf.get(id)} box={box} lines={lines} size={letters} />
            ))}
          </svg>
        </svg>
      )}
    </div>
  );
}

const fillOf = (row: Row | undefined): string => `url(#ground-${(row && worst(row.all)) ?? 'none'})`;

/** Where there is no room for all names, those with worse lights are placed first. */
const urgency = (row: Row | undefined): number => (row ? row.all.red * 10_000 + row.all.yellow * 100 : 0);

/** The name, and how many show the worst light. */
function linesOf(name: string, row: Row | undefined): string[] {
  const light = row && worst(row.all);
  return light ? [name, `◯ ${row.all[light]}`] : [name];
}

interface Drawn {
  row: Row | undefined;
  box: Box;
  lines: readonly string[];
  size: number;
}

/** The name on a plate with an edge in the worst light at the unit and below it, and how many show that. */
function Label({ row, box, lines, size }: Drawn) {
  const light = row && worst(row.all);
  const x = (box.left + box.right) / 2;
  const count = light ? String(row.all[light]) : '';
  const half = ((count.length * 0.62 + 1.1) * size) / 2;
  return (
    <>
      <rect
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={box.bottom - box.top}
        rx={size / 4}
        class={`plate edge-${light ?? 'none'}`}
      />
      <text x={x} y={box.top + size * 1.1} text-anchor="middle">
        {lines[0]}
      </text>
      {light && (
        <>
          <svg x={x - half} y={box.top + size * 1.42} width={size * 0.9} height={size * 0.9} aria-hidden="true">
            <LightShape light={light} settled />
          </svg>
          <text x={x - half + size * 1.1} y={box.top + size * 2.22} class="number">
            {count}
          </text>
        </>
      )}
    </>
  );
}

interface Area {
  id: string;
  name: string;
  at: { x: number; y: number };
  weight: number;
  grids: { id: string; path: string }[];
  outline: string;
}

/** The areas directly below a unit that have ground, drawn for a width. Undefined while the width is not known. */
function useAreas(unit: string, across: number, mostHeight: number) {
  const { units, children } = places.value;
  return useMemo((): { width: number; height: number; list: Area[] } | undefined => {
    if (across === 0) return undefined;
    const parts = (children.get(unit) ?? []).map((child) => ({ child, ground: groundOf(child.id, units, children) }));
    const self = units.get(unit);
    const own = self?.level === 'grid' ? [{ child: self, ground: groundOf(unit, units, children) }] : parts;
    const projection = fitted(
      own.flatMap(({ ground }) => ground.map(({ ring }) => ring)),
      across,
      mostHeight,
    );
    if (!projection) return { width: 0, height: 0, list: [] };
    const list = own.flatMap(({ child, ground }) => {
      const rings = ground.map(({ ring }) => ring);
      const at = middleOf(rings, projection);
      if (!at) return [];
      const grids = ground.map(({ grid, ring }) => ({ id: grid.id, path: pathOf(ring, projection) }));
      const outline = outlineOf(rings, projection);
      return [{ id: child.id, name: nameOf(child), at, weight: rings.length, grids, outline }];
    });
    return { width: projection.width, height: projection.height, list };
  }, [unit, across, mostHeight, units, children]);
}
