import { signal } from '@preact/signals';
import type { Ulid } from '../../../domain/primitives.ts';
import { TextField } from '../../parts/field.tsx';
import { timeNow } from '../../shell/clock.ts';
import { ulid } from '../../shell/ulid.ts';
import { t } from '../../shell/words.ts';
import type { LiveField } from './live.ts';

/** The number of a case in what somebody typed or pasted, be it a link or in lower case; undefined if there is none. */
export const numberIn = (text: string): Ulid | undefined =>
  /(?:^|[^0-9A-Z])([0-7][0-9A-HJKMNP-TV-Z]{25})(?![0-9A-Z])/.exec(text.trim().toUpperCase())?.[1];

/** The number of another case. */
export function numberField(): LiveField<Ulid> {
  const text = signal('');
  const onInput = (typed: string): void => {
    text.value = typed;
  };
  return {
    entered: () => {
      const value = numberIn(text.value);
      return value === undefined ? { fault: 'moves.field.case.bad' } : { value };
    },
    draw: (error) => (
      <TextField
        label={t('moves.field.case')}
        hint={t('moves.field.case.hint')}
        error={error}
        required
        autocomplete="off"
        value={text.value}
        onInput={onInput}
      />
    ),
  };
}

/** A number that is made here, for a case that does not exist yet. */
export function newNumber(): LiveField<Ulid> {
  const value = ulid(timeNow());
  return { entered: () => ({ value }), draw: () => <p class="mono">{t('moves.field.as', { id: value })}</p> };
}
