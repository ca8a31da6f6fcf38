import type { Category } from '../../../domain/directory/documents.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { nameOf, t } from '../../shell/words.ts';
import { draft, setRow } from '../draft/draft.ts';
import { errorsOf } from '../parts/faults.tsx';
import { LimitField } from '../parts/limit-field.tsx';
import { Ordered } from '../parts/ordered.tsx';
import { RowPage } from '../parts/row-page.tsx';
import { unitName } from '../parts/unit-field.tsx';
import { Overdue, Pauses, Warning } from './policies.tsx';

/** One kind of matter: its names, its limits by level, and what happens when they are over. */
export const CategoryPage = ({ id }: { id: string }) => (
  <RowPage kind="categories" id={id} nameOf={nameOf}>
    {(category) => <CategoryForm category={category} />}
  </RowPage>
);

const STEPS = ['grid', 'village', 'township', 'district', 'department'] as const;
const MOST_DEPARTMENTS = 20;

function CategoryForm({ category }: { category: Category }) {
  const errors = errorsOf('categories', category.id);
  const set = (patch: Partial<Category>) => setRow('categories', category.id, { ...category, ...patch });
  const { limits } = category;
  return (
    <>
      <div class="pair">
        <TextField
          label={t('admin.name')}
          required
          maxLength={80}
          value={category.name}
          error={errors('name')}
          onInput={(name) => set({ name })}
        />
        <TextField
          label={t('admin.nameEn')}
          maxLength={80}
          value={category.nameEn ?? ''}
          error={errors('nameEn')}
          onInput={(text) => set({ nameEn: text || undefined })}
        />
      </div>
      <section class="stack-tight" aria-labelledby="limits">
        <h2 id="limits">{t('admin.limits')}</h2>
        <p class="faint small">{t('admin.limits.about')}</p>
        <LimitField
          label={t('admin.limits.case')}
          value={limits.case}
          error={errors('limits.case')}
          onInput={(limit) => set({ limits: { ...limits, case: limit } })}
        />
        {STEPS.map((step) => (
          <LimitField
            key={step}
            label={t(`level.${step}`)}
            value={limits[step]}
            error={errors(`limits.${step}`)}
            onInput={(limit) => set({ limits: { ...limits, [step]: limit } })}
          />
        ))}
      </section>
      <Warning category={category} set={set} errors={errors} />
      <Pauses category={category} set={set} errors={errors} />
      <Overdue category={category} set={set} errors={errors} />
      <Departments category={category} set={set} errors={errors} />
      <section class="sheet stack-tight" aria-labelledby="service">
        <h2 id="service">{t(category.retired ? 'admin.category.retired' : 'admin.category.inService')}</h2>
        <p class="small">{t('admin.category.retire.why')}</p>
        <div>
          <button
            type="button"
            class={category.retired ? '' : 'danger'}
            onClick={() => set({ retired: category.retired ? undefined : true })}
          >
            {t(category.retired ? 'admin.unit.restore' : 'admin.category.retire')}
          </button>
        </div>
      </section>
    </>
  );
}

export interface PartProps {
  category: Category;
  set: (patch: Partial<Category>) => void;
  errors: (path: string) => string | undefined;
}

function Departments({ category: { departments = [] }, set, errors }: PartProps) {
  const options = draft.value.units
    .filter(({ level, retired }) => level === 'department' && !retired)
    .map((unit) => ({ value: unit.id, label: nameOf(unit) }));
  return (
    <section class="stack-tight" aria-labelledby="departments">
      <h2 id="departments">{t('admin.departments')}</h2>
      <p class="faint small">{t('admin.departments.about')}</p>
      <Ordered
        values={departments}
        most={MOST_DEPARTMENTS}
        add={t('admin.departments.add')}
        fresh={options.find(({ value }) => !departments.includes(value))?.value ?? ''}
        nameOf={unitName}
        onInput={(next) => set({ departments: next.length > 0 ? next : undefined })}
      >
        {(id, index, setId) => (
          <SelectField
            label={t('admin.departments.number', { number: index + 1 })}
            value={id}
            options={
              options.some(({ value }) => value === id) ? options : [{ value: id, label: unitName(id) }, ...options]
            }
            error={errors(`departments[${index}]`)}
            onInput={setId}
          />
        )}
      </Ordered>
    </section>
  );
}
