import type { Kind } from '../../../domain/directory/documents.ts';
import { maybe, nameOf, t } from '../../shell/words.ts';
import { fieldOf } from '../draft/edits.ts';
import { unitName } from '../parts/unit-field.tsx';

/** What a row is called: its name, a roster by its unit's. */
export function rowName(kind: Kind, id: string, row: object | undefined): string {
  if (kind === 'rosters') return unitName(id);
  const [name, nameEn] = [fieldOf(row, 'name'), fieldOf(row, 'nameEn')];
  if (typeof name !== 'string' || name === '') return id;
  return nameOf({ name, nameEn: typeof nameEn === 'string' ? nameEn : undefined });
}

export const fieldText = (field: string): string => maybe(`admin.field.${field}`) ?? field;

const MOST_SHOWN = 40;

/** A value as far as it can be told in a line; undefined if it is more than that. */
export function valueText(field: string, value: unknown): string | undefined {
  if (value === undefined || value === '') return t('admin.value.none');
  if (value === true) return t('admin.value.yes');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return field === 'unit' || field === 'parent' ? unitName(value) : value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return joined(field, value);
  return undefined;
}

function joined(field: string, values: readonly string[]): string | undefined {
  const text = values.map((value) => (field === 'departments' ? unitName(value) : value)).join(', ');
  return text.length <= MOST_SHOWN ? text : undefined;
}
