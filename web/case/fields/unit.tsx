import { signal } from '@preact/signals';
import type { Unit } from '../../../domain/directory/documents.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { places } from '../../shell/directory.ts';
import { type Key, nameOf, t } from '../../shell/words.ts';
import type { LiveField } from './live.ts';

/** With more than so many, a line to search them stands above. */
const MANY = 12;

interface Asked {
  label: Key;
  units: () => readonly Unit[];
  /** Chosen before anybody chooses. */
  first?: string | undefined;
  /** What leaving it out means; it has to be chosen without. */
  none?: Key | undefined;
}

/** A unit by name: a list, which a line above it narrows when it is long. */
export function unitField({ label, units, first = '', none }: Asked): LiveField<string> & { chosen(): string } {
  const id = signal(first);
  const search = signal('');
  const chosen = () => (units().some((unit) => unit.id === id.value) ? id.value : '');
  const onInput = (value: string): void => {
    id.value = value;
  };
  const onSearch = (text: string): void => {
    search.value = text;
    const [only, another] = found(units(), text);
    if (text && only && !another) id.value = only.id;
  };
  const draw = (error: string | undefined) => {
    const all = units();
    const shown = found(all, search.value, chosen());
    return (
      <>
        {all.length > MANY && (
          <TextField
            type="search"
            label={t('moves.field.unit.search')}
            value={search.value}
            onInput={onSearch}
            hint={shown.length === 0 ? t('moves.field.unit.none') : undefined}
          />
        )}
        <SelectField
          label={t(label)}
          error={error}
          value={chosen()}
          empty={t(none ?? 'field.choose')}
          options={shown.map((unit) => ({ value: unit.id, label: withParent(unit) }))}
          onInput={onInput}
        />
      </>
    );
  };
  return { chosen, entered: () => (chosen() ? { value: chosen() } : { fault: 'field.needed' }), draw };
}

/** The same, where none is an answer too. */
export function optionalUnitField(asked: Asked & { none: Key }): LiveField<string | undefined> {
  const { chosen, draw } = unitField(asked);
  return { entered: () => ({ value: chosen() || undefined }), draw };
}

/** Units whose name or id has the text in it; the one chosen stays among them. */
export function found(units: readonly Unit[], text: string, chosen = ''): Unit[] {
  const wanted = text.trim().toLowerCase();
  return units.filter(
    ({ id, name, nameEn = '' }) =>
      id === chosen || [id, name.toLowerCase(), nameEn.toLowerCase()].some((word) => word.includes(wanted)),
  );
}

/** A name with what it lies in, as grids of many villages are called alike. */
function withParent(unit: Unit): string {
  const parent = unit.parent === undefined ? undefined : places.value.units.get(unit.parent);
  return parent && (unit.level === 'grid' || unit.level === 'village')
    ? `${nameOf(unit)} · ${nameOf(parent)}`
    : nameOf(unit);
}

/** Units in service of some levels, by the order of the directory. */
export const unitsOf = (...levels: readonly Unit['level'][]): Unit[] =>
  [...places.value.units.values()].filter((unit) => !unit.retired && levels.includes(unit.level));
