import type { Unit } from '../../domain/directory/documents.ts';
import { SelectField } from '../parts/field.tsx';
import { places } from '../shell/directory.ts';
import { session } from '../shell/session.ts';
import { nameOf, t } from '../shell/words.ts';

/** The units in which somebody works on cases: an administrator of the directory does not. */
export const ownUnits = (): string[] => {
  const { value } = session;
  const posts = value.state === 'in' ? value.me.posts : [];
  return [...new Set(posts.filter(({ role }) => role !== 'administrator').map(({ unit }) => unit))];
};

/** The way from one of the own units down to a unit; empty if it lies below none of them. */
export function pathTo(id: string, own: readonly string[], units: ReadonlyMap<string, Unit>): Unit[] {
  const unit = units.get(id);
  if (!unit) return [];
  if (own.includes(id)) return [unit];
  const above = unit.parent === undefined ? [] : pathTo(unit.parent, own, units);
  return above.length > 0 ? [...above, unit] : [];
}

/** Whose inbox is shown: one of the own posts, or a unit below it. */
export function UnitChoice({ unit, onChoose }: { unit: string; onChoose: (unit: string) => void }) {
  const { units, children } = places.value;
  const own = ownUnits();
  const path = pathTo(unit, own, units);
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
