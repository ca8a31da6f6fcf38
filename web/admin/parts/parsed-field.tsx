import { useState } from 'preact/hooks';
import { TextField } from '../../parts/field.tsx';

interface Props<V> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  placeholder?: string;
  inputMode?: 'text' | 'numeric' | 'tel';
  /** The id of a datalist. */
  list?: string;
  value: V;
  /** How a value is written, and read again: undefined is what cannot be read. */
  write: (value: V) => string;
  read: (text: string) => V | undefined;
  unread: string;
  onInput: (value: V) => void;
}

/** A value that people write as text. What cannot be read stays in the field, is told, and changes nothing. */
export function ParsedField<V>({ value, write, read, unread, error, onInput, ...field }: Props<V>) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const text = write(value);
  // What was typed stands only as long as it means what the row says, or nothing.
  const meant = typed === undefined ? undefined : read(typed);
  const shown = typed !== undefined && (meant === undefined || write(meant) === text) ? typed : text;
  return (
    <TextField
      {...field}
      value={shown}
      error={typed !== undefined && shown === typed && meant === undefined ? unread : error}
      onInput={(next) => {
        setTyped(next);
        const found = read(next);
        if (found !== undefined) onInput(found);
      }}
    />
  );
}
