import type { Unit } from '../../domain/directory/documents.ts';
import { SelectField } from '../parts/field.tsx';
import { lineOf, places } from '../shell/directory.ts';
import { meNow, workingPosts } from '../shell/session.ts';
import { nameOf, t } from '../shell/words.ts';

/** The units in which whoever is here works on cases. */
export const ownUnits = (): string[] => [...new Set(workingPosts(meNow()).map(({ unit }) => unit))];

/** The way from the nearest of the own units down to a unit; empty if it lies below none of them. */
export function pathTo(id: string, own: readonly string[]): Unit[] {
  const line = lineOf(id);
  const from = line.findLastIndex((unit) => own.includes(unit.id));
  return from < 0 ? [] : line.slice(from);
}

/** Whose inbox is shown: one of the own posts, or a unit below it. */
export function UnitChoice({ unit, onChoose }: { unit: string; onChoose: (unit: string) => void }) {
  const { units, children } = places.value;
  const own = ownUnits();
  const path = pathTo(unit, own);
  const below = (children.get(unit) ?? []).filter(({ retired }) => !retired);
  return (
    <div class="row unit-choice">
      {own.length > 1 && (
        <SelectField
          label={t('console.unit.post')}
          value={path[0]?.id ?? own[0] ?? ''}
          options={own.map((id) => ({ value: id, label: nameOf(units.get(id) ?? { name: id }) }))}
          onInput={onChoose}
        />
      )}
      {path.length > 1 && (
        <nav aria-label={t('console.unit.path')}>
          <ol class="crumbs">
            {path.map((step) => (
              <li key={step.id}>
                {step.id === unit ? (
                  <span aria-current="page">{nameOf(step)}</span>
                ) : (
                  <button type="button" class="plain" onClick={() => onChoose(step.id)}>
                    {nameOf(step)}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      {below.length > 0 && (
        <SelectField
          label={t('console.unit.below')}
          value=""
          empty={t('console.unit.choose')}
          options={below.map((child) => ({ value: child.id, label: nameOf(child) }))}
          onInput={(id) => id && onChoose(id)}
        />
      )}
    </div>
  );
}
