import { useState } from 'preact/hooks';
import type { Category } from '../../../domain/directory/documents.ts';
import { limitText } from '../../case/amounts.ts';
import { SelectField } from '../../parts/field.tsx';
import { nameOf, t } from '../../shell/words.ts';
import { draft } from '../draft/draft.ts';
import { AddRow } from '../parts/add-row.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { unitName } from '../parts/unit-field.tsx';

/** Every kind of matter, with its limits. */
export const Categories = () => (
  <div class="stack">
    <h1>{t('admin.categories')}</h1>
    <AddCategory />
    <RowTable
      kind="categories"
      caption={t('admin.categories')}
      nameOf={({ name, nameEn }) => `${name} ${nameEn ?? ''}`}
      textOf={({ departments = [] }) => departments.map(unitName).join(' ')}
      columns={[
        {
          head: t('admin.name'),
          cell: (row) => (
            <>
              {nameOf(row) || row.id} {row.retired && <span class="tag">{t('admin.retired')}</span>}
            </>
          ),
        },
        { head: t('admin.limits.case'), cell: ({ limits }) => limitText(limits.case) },
        { head: t('level.grid'), cell: ({ limits }) => limitText(limits.grid) },
        { head: t('level.department'), cell: ({ limits }) => limitText(limits.department) },
        { head: t('admin.departments'), cell: ({ departments = [] }) => departments.map(unitName).join(', ') },
      ]}
    />
  </div>
);

const FIRST: Pick<Category, 'limits' | 'overdue'> = {
  limits: {
    case: { measure: 'working-days', count: 5 },
    grid: { measure: 'working-days', count: 1 },
    village: { measure: 'working-days', count: 1 },
    township: { measure: 'working-days', count: 2 },
    district: { measure: 'working-days', count: 1 },
    department: { measure: 'working-days', count: 3 },
  },
  overdue: { remindEvery: { measure: 'working-days', count: 1 }, reminders: 3 },
};

function AddCategory() {
  const [like, setLike] = useState('');
  const { limits, overdue, warning, pauses } = draft.value.categories.find(({ id }) => id === like) ?? {
    ...FIRST,
    warning: undefined,
    pauses: undefined,
  };
  return (
    <AddRow
      kind="categories"
      label={t('admin.categories.add')}
      hint={t('admin.id.hint.category')}
      make={(id) => ({ id, name: '', limits, overdue, warning, pauses })}
    >
      <SelectField
        label={t('admin.categories.like')}
        empty={t('admin.categories.like.none')}
        value={like}
        options={draft.value.categories.map((row) => ({ value: row.id, label: nameOf(row) }))}
        onInput={setLike}
      />
    </AddRow>
  );
}
