import { signal } from '@preact/signals';
import { SelectField } from '../../parts/field.tsx';
import { type Key, t } from '../../shell/words.ts';
import type { Entered, LiveField } from './live.ts';

export interface Option<T extends string> {
  value: T;
  label: string;
}

interface Asked<T extends string> {
  label: Key;
  /** Read each time it is drawn. */
  options: () => readonly Option<T>[];
  /** Chosen before anybody chooses, if it is among the options. */
  first?: T | undefined;
}

/** One of several, which has to be chosen. */
export function choice<T extends string>(asked: Asked<T>): LiveField<T> & { chosen(): T | undefined } {
  const { chosen, draw } = select(asked, t('field.choose'));
  const entered = (): Entered<T> => {
    const value = chosen();
    return value === undefined ? { fault: 'field.needed' } : { value };
  };
  return { chosen, entered, draw };
}

/** One of several, or what `none` says. */
export function optionalChoice<T extends string>(asked: Asked<T> & { none: Key }): LiveField<T | undefined> {
  const { chosen, draw } = select(asked, t(asked.none));
  return { entered: () => ({ value: chosen() }), draw };
}

function select<T extends string>({ label, options, first = undefined }: Asked<T>, empty: string) {
  const text = signal<string>(first ?? '');
  const chosen = () => options().find(({ value }) => value === text.value)?.value;
  const onInput = (value: string): void => {
    text.value = value;
  };
  const draw = (error: string | undefined) => (
    <SelectField
      label={t(label)}
      error={error}
      value={chosen() ?? ''}
      empty={empty}
      options={options()}
      onInput={onInput}
    />
  );
  return { chosen, draw };
}
