import { signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Tick } from '../../parts/field.tsx';
import { type Key, t } from '../../shell/words.ts';
import type { LiveField } from './live.ts';

/** A box to tick; unticked is left out. */
export function flag(label: Key): LiveField<boolean | undefined> & { on(): boolean } {
  const ticked = signal(false);
  const onInput = (on: boolean): void => {
    ticked.value = on;
  };
  return {
    on: () => ticked.value,
    entered: () => ({ value: ticked.value || undefined }),
    draw: () => <Tick label={t(label)} on={ticked.value} onInput={onInput} />,
  };
}

/** Yes or no, of which one has to be said. */
export function yesOrNo(label: Key, yes: Key, no: Key): LiveField<boolean> & { isYes(): boolean } {
  const said = signal<boolean | undefined>(undefined);
  const onInput = (value: boolean): void => {
    said.value = value;
  };
  return {
    isYes: () => said.value === true,
    entered: () => (said.value === undefined ? { fault: 'field.needed' } : { value: said.value }),
    draw: (error) => (
      <Either label={t(label)} yes={t(yes)} no={t(no)} value={said.value} error={error} onInput={onInput} />
    ),
  };
}

interface EitherProps {
  label: string;
  yes: string;
  no: string;
  value: boolean | undefined;
  error: string | undefined;
  onInput: (value: boolean) => void;
}

function Either({ label, yes, no, value, error, onInput }: EitherProps) {
  const id = useId();
  const answer = (text: string, said: boolean) => (
    <label class="choice">
      <input
        type="radio"
        name={id}
        checked={value === said}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={() => onInput(said)}
      />
      {text}
    </label>
  );
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      <div class="row">
        {answer(yes, true)}
        {answer(no, false)}
      </div>
      {error && (
        <span id={`${id}-error`} class="error">
          {error}
        </span>
      )}
    </fieldset>
  );
}
