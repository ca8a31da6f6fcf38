import { signal } from '@preact/signals';
import type { Limit } from '../../../domain/time/limit.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import type { Entered, LiveField } from './live.ts';

const MEASURES: readonly Limit['measure'][] = ['working-days', 'calendar-days', 'working-minutes', 'minutes'];

/** A length of time: how many, of what. `of` is what it is counted in at first. */
export function limitField(of: Limit['measure']): LiveField<Limit> {
  const count = signal('');
  const measure = signal(of);
  const entered = (): Entered<Limit> => {
    const number = Number(count.value);
    return Number.isInteger(number) && number > 0
      ? { value: { measure: measure.value, count: number } }
      : { fault: 'field.needed' };
  };
  const onCount = (text: string): void => {
    count.value = text;
  };
  const onMeasure = (text: string): void => {
    measure.value = MEASURES.find((known) => known === text) ?? measure.value;
  };
  return {
    entered,
    draw: (error) => (
      <div class="pair">
        <TextField
          label={t('moves.field.limit.count')}
          type="number"
          inputMode="numeric"
          min={1}
          error={error}
          value={count.value}
          onInput={onCount}
        />
        <SelectField
          label={t('moves.field.limit.measure')}
          value={measure.value}
          options={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
          onInput={onMeasure}
        />
      </div>
    ),
  };
}
