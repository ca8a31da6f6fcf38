import { signal } from '@preact/signals';
import type { CommandOf } from '../../../domain/case/command.ts';
import type { Unit } from '../../../domain/directory/documents.ts';
import { SelectField, Tick } from '../../parts/field.tsx';
import { unitName } from '../../shell/directory.ts';
import { nameOf, t } from '../../shell/words.ts';
import type { LiveField } from './live.ts';

type Helping = NonNullable<CommandOf<'dispatch'>['with']>;

/** Departments that help, each awaited or not. `lead` is not among them. */
export function departmentsField(
  departments: () => readonly Unit[],
  lead: () => string,
): LiveField<Helping | undefined> {
  const chosen = signal<Helping>([]);
  const helping = () => chosen.value.filter(({ department }) => department !== lead());
  const add = (department: string): void => {
    if (department) chosen.value = [...chosen.value, { department, mandatory: true }];
  };
  const remove = (department: string): void => {
    chosen.value = chosen.value.filter((part) => part.department !== department);
  };
  const setMandatory = (department: string, mandatory: boolean): void => {
    chosen.value = chosen.value.map((part) => (part.department === department ? { department, mandatory } : part));
  };
  const draw = () => {
    const named = new Set([lead(), ...chosen.value.map(({ department }) => department)]);
    return (
      <fieldset class="stack-tight">
        <legend>{t('moves.field.with')}</legend>
        {helping().map(({ department, mandatory }) => (
          <div class="row spread helping" key={department}>
            <span>{unitName(department)}</span>
            <Tick
              label={t('moves.field.with.mandatory')}
              on={mandatory}
              onInput={(on) => setMandatory(department, on)}
            />
            <button
              type="button"
              class="plain"
              aria-label={t('moves.field.with.remove', { name: unitName(department) })}
              onClick={() => remove(department)}
            >
              <span aria-hidden="true">×</span>
            </button>
          </div>
        ))}
        <SelectField
          label={t('moves.field.with.add')}
          value=""
          empty={t('field.choose')}
          options={departments()
            .filter(({ id }) => !named.has(id))
            .map((unit) => ({ value: unit.id, label: nameOf(unit) }))}
          onInput={add}
        />
      </fieldset>
    );
  };
  return { entered: () => ({ value: helping().length > 0 ? helping() : undefined }), draw };
}
