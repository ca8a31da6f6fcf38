import { signal } from '@preact/signals';
import { WordsField } from '../../parts/field.tsx';
import { type Key, readable, t } from '../../shell/words.ts';
import type { LiveField } from './live.ts';

/** Words that have to be there; those there are to begin with, if any are. */
export const words = (label: Key, most?: number, first = ''): LiveField<string> => {
  const { text, draw } = area(label, true, most, first);
  return { entered: () => (text() ? { value: text() } : { fault: 'field.needed' }), draw };
};

export const optionalWords = (label: Key): LiveField<string | undefined> => {
  const { text, draw } = area(label, false);
  return { entered: () => ({ value: text() || undefined }), draw };
};

function area(label: Key, required: boolean, maxLength?: number, first = '') {
  const written = signal(first);
  const onInput = (text: string): void => {
    written.value = text;
  };
  return {
    text: () => readable(written.value),
    draw: (error: string | undefined) => (
      <WordsField
        label={t(label)}
        error={error}
        required={required}
        rows={3}
        maxLength={maxLength}
        value={written.value}
        onInput={onInput}
      />
    ),
  };
}
