import { useState } from 'preact/hooks';
import type { Level } from '../../../domain/directory/documents.ts';
import { levelAbove } from '../../../domain/directory/level-above.ts';
import { SelectField } from '../../parts/field.tsx';
import { nameOf, t } from '../../shell/words.ts';
import { draft } from '../draft/draft.ts';
import { AddRow } from '../parts/add-row.tsx';

export const LEVELS = ['grid', 'village', 'township', 'department', 'district'] as const satisfies readonly Level[];
const levelOf = (text: string): Level => LEVELS.find((level) => level === text) ?? 'grid';

/** The units that one of a level can stand under. */
export const parentsFor = (level: Level) =>
  draft.value.units
    .filter((unit) => unit.level === levelAbove[level] && !unit.retired)
    .map((unit) => ({ value: unit.id, label: `${nameOf(unit)} (${unit.id})` }));

export function AddUnit() {
  const [level, setLevel] = useState<Level>('grid');
  const [chosen, setParent] = useState('');
  const parents = parentsFor(level);
  const parent = parents.find(({ value }) => value === chosen)?.value ?? parents[0]?.value;
  return (
    <AddRow
      kind="units"
      label={t('admin.units.add')}
      hint={t('admin.id.hint.unit')}
      make={(id) => ({ id, name: '', level, ...(parent !== undefined && { parent }) })}
    >
      <SelectField
        label={t('admin.level')}
        value={level}
        options={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
        onInput={(text) => setLevel(levelOf(text))}
      />
      {parents.length > 0 && (
        <SelectField label={t('admin.parent')} value={parent ?? ''} options={parents} onInput={setParent} />
      )}
    </AddRow>
  );
}
