import type { Kind } from '../../../domain/directory/documents.ts';
import { nameOf } from '../../shell/words.ts';
import { fieldOf } from '../draft/edits.ts';
import { unitName } from '../parts/unit-field.tsx';

/** What a row is called: its name, a roster by its unit's. */
export function rowName(kind: Kind, id: string, row: object | undefined): string {
  if (kind === 'rosters') return unitName(id);
  const [name, nameEn] = [fieldOf(row, 'name'), fieldOf(row, 'nameEn')];
  if (typeof name !== 'string' || name === '') return id;
  return nameOf({ name, nameEn: typeof nameEn === 'string' ? nameEn : undefined });
}
