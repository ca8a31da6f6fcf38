import { signal } from '@preact/signals';
import { SelectField, TextField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import type { People } from '../who.ts';
import type { LiveField } from './live.ts';

const OTHER = '?';

/** An officer: one whom the case knows, or another by id. */
export function officerField(people: () => People): LiveField<string> {
  const chosen = signal('');
  const typed = signal('');
  const onChoice = (value: string): void => {
    chosen.value = value;
  };
  const onInput = (text: string): void => {
    typed.value = text;
  };
  const id = () => (chosen.value === OTHER ? typed.value.trim().toLowerCase() : chosen.value);
  return {
    entered: () => (id() ? { value: id() } : { fault: 'field.needed' }),
    draw: (error) => (
      <>
        <SelectField
          label={t('moves.field.officer')}
          error={chosen.value === OTHER ? undefined : error}
          value={chosen.value}
          empty={t('field.choose')}
          options={[
            ...Object.entries(people()).map(([value, name]) => ({ value, label: `${name} (${value})` })),
            { value: OTHER, label: t('moves.field.officer.other') },
          ]}
          onInput={onChoice}
        />
        {chosen.value === OTHER && (
          <TextField
            label={t('moves.field.officer.id')}
            error={error}
            autocomplete="off"
            value={typed.value}
            onInput={onInput}
          />
        )}
      </>
    ),
  };
}
