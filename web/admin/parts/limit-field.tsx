import { useId } from 'preact/hooks';
import type { Limit } from '../../../domain/time/limit.ts';
import { limitText } from '../../case/amounts.ts';
import { Tick } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';

export const MEASURES = [
  'working-minutes',
  'working-days',
  'calendar-days',
  'minutes',
] as const satisfies readonly Limit['measure'][];

interface Props {
  label: string;
  value: Limit;
  error: string | undefined;
  onInput: (limit: Limit) => void;
}

/** A limit: how many of what, and the same in words. */
export function LimitField({ label, value, error, onInput }: Props) {
  const id = useId();
  const described = error ? `${id}-error` : undefined;
  return (
    <fieldset class="limit" aria-describedby={described}>
      <legend>{label}</legend>
      <div class="limit-parts">
        <input
          type="number"
          min={1}
          step={1}
          aria-label={t('admin.limit.count', { label })}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={described}
          value={Number.isNaN(value.count) ? '' : value.count}
          onInput={(event) => onInput({ ...value, count: wholeOf(event.currentTarget) })}
        />
        <select
          aria-label={t('admin.limit.measure', { label })}
          value={value.measure}
          onInput={(event) => onInput({ ...value, measure: measureOf(event.currentTarget.value) })}
        >
          {MEASURES.map((measure) => (
            <option key={measure} value={measure}>
              {t(`measure.${measure}`)}
            </option>
          ))}
        </select>
        <output class="faint small">{value.count > 0 ? limitText(value) : ''}</output>
      </div>
      {error && (
        <span id={described} class="error">
          {error}
        </span>
      )}
    </fieldset>
  );
}

const measureOf = (text: string): Limit['measure'] => MEASURES.find((measure) => measure === text) ?? 'working-days';

/** An empty number is 0, which the rules tell. */
const wholeOf = ({ valueAsNumber }: HTMLInputElement): number => (Number.isNaN(valueAsNumber) ? 0 : valueAsNumber);

interface Optional {
  label: string;
  off: string;
  value: Limit | undefined;
  first: Limit;
  error: string | undefined;
  onInput: (limit: Limit | undefined) => void;
}

/** A limit that may be left out; `first` stands where it is put in. */
export const OptionalLimit = ({ label, off, value, first, error, onInput }: Optional) => (
  <div class="stack-tight">
    <Tick label={label} on={value !== undefined} onInput={(on) => onInput(on ? first : undefined)} />
    {value ? (
      <LimitField label={label} value={value} error={error} onInput={onInput} />
    ) : (
      <p class="faint small">{off}</p>
    )}
  </div>
);
