import { useMemo } from 'preact/hooks';
import type { PublicCase } from '../../functions/shell/public-messages.ts';
import { LightShape } from '../parts/light.tsx';
import { fitted, outlineOf, type Ring } from '../parts/projection.ts';
import { form } from '../residents/form.ts';
import { nameOf, t } from '../shell/words.ts';
import { useWidth } from '../wall/size.ts';

const MOST_HEIGHT = 420;
/** Of the side of a light, in pixels. */
const SIZE = 15;

/** Where matters lie, to some 100 m, each as its light within the borders of the townships. What the list says, once more. */
export function CaseMap({ cases }: { cases: readonly PublicCase[] }) {
  const { ref, width } = useWidth();
  const ground = useGround(width);
  if (ground === null) return null;
  return (
    <div class="case-map" ref={ref}>
      {ground && (
        // biome-ignore lint/a11y/useSemanticElements: a group of links that is drawn has no element of HTML.
        <svg
          role="group"
          aria-label={t('published.map')}
          viewBox={`0 0 ${ground.projection.width} ${ground.projection.height}`}
        >
          {ground.outlines.map((outline) => (
            <path key={outline} d={outline} class="border" />
          ))}
          {cases.toReversed().map((own) => {
            if (!own.at) return null;
            const { x, y } = ground.projection.project([own.at.long, own.at.lat]);
            const label = `${nameOf(own.category)}, ${nameOf(own.origin)}, ${t(`light.${own.light}`)}`;
            return (
              <a key={own.id} href={`#/${own.id}`} aria-label={label}>
                <title>{label}</title>
                <svg aria-hidden="true" x={x - SIZE / 2} y={y - SIZE / 2} width={SIZE} height={SIZE}>
                  <LightShape light={own.light} settled={own.settled} />
                </svg>
              </a>
            );
          })}
        </svg>
      )}
    </div>
  );
}

/** The borders of the townships, drawn for a width; undefined while nothing is known, null if there are none. */
function useGround(width: number) {
  const units = form.value?.units;
  return useMemo(() => {
    if (!units) return undefined;
    const of = new Map(units.map((unit) => [unit.id, unit]));
    const townshipOf = (id: string | undefined): string => {
      const unit = id === undefined ? undefined : of.get(id);
      return !unit || unit.level === 'township' ? (unit?.id ?? '') : townshipOf(unit.parent);
    };
    const rings = new Map<string, Ring[]>();
    for (const { id, boundary } of units) {
      if (boundary) rings.set(townshipOf(id), [...(rings.get(townshipOf(id)) ?? []), boundary]);
    }
    if (rings.size === 0) return null;
    const projection = width === 0 ? undefined : fitted([...rings.values()].flat(), width, MOST_HEIGHT);
    return projection && { projection, outlines: [...rings.values()].map((own) => outlineOf(own, projection)) };
  }, [units, width]);
}
