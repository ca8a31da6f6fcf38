import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../shell/words.ts';

interface Labelled {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

interface Wired {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
}

/** A control with its label, its hint and what is wrong with it, wired together for those who cannot see them. */
export function Field({ label, hint, error, children }: Labelled & { children: (wired: Wired) => ComponentChildren }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} class="hint">
          {hint}
        </span>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? 'true' : undefined })}
      {error && (
        <span id={`${id}-error`} class="error">
          {error}
        </span>
      )}
    </div>
  );
}

interface Input {
  type?: 'text' | 'search' | 'date' | 'time' | 'number' | 'tel' | 'datetime-local';
  required?: boolean;
  readOnly?: boolean;
  maxLength?: number;
  min?: string | number;
  max?: string | number;
  placeholder?: string;
  autocomplete?: string;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'search';
}

/** A line of text. `onInput` is told the text. */
export const TextField = ({
  label,
  hint,
  error,
  value,
  onInput,
  type = 'text',
  ...input
}: Labelled & Input & { value: string; onInput: (text: string) => void }) => {
  // Preact types an input by each value of its type; which one it is is known only when it is drawn.
  const attributes: Record<string, unknown> = { type, ...input };
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => (
        <input {...wired} {...attributes} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
    </Field>
  );
};

interface Area {
  rows?: number;
  required?: boolean;
  maxLength?: number | undefined;
  placeholder?: string;
}

/** With fewer signs left than so many, their number stands in the place of the hint. */
const FEW = 200;

/** Words that people write, at most 2,000 characters, as the API takes them. */
export const WordsField = ({
  label,
  hint,
  error,
  value,
  maxLength = 2000,
  onInput,
  ...area
}: Labelled & Area & { value: string; onInput: (text: string) => void }) => (
  <Field
    label={label}
    hint={maxLength - value.length < FEW ? t('field.left', { count: maxLength - value.length }) : hint}
    error={error}
  >
    {(wired) => (
      <textarea
        {...wired}
        {...area}
        maxLength={maxLength}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    )}
  </Field>
);

interface Option {
  value: string;
  label: string;
}

/** One of several; with a first empty choice where nothing is chosen yet. */
export const SelectField = ({
  label,
  hint,
  error,
  value,
  options,
  empty,
  onInput,
}: Labelled & {
  value: string;
  options: readonly Option[];
  empty?: string;
  onInput: (value: string) => void;
}) => (
  <Field label={label} hint={hint} error={error}>
    {(wired) => (
      <select {...wired} value={value} onInput={(event) => onInput(event.currentTarget.value)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** A box to tick. */
export const Tick = ({ label, on, onInput }: { label: string; on: boolean; onInput: (on: boolean) => void }) => (
  <label class="choice">
    <input type="checkbox" checked={on} onInput={(event) => onInput(event.currentTarget.checked)} />
    {label}
  </label>
);
