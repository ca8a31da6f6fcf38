import { asPhone, isPhone } from '../../../domain/directory/phone.ts';
import { TextField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';

interface Props {
  label: string;
  hint?: string | undefined;
  value: string;
  error: string | undefined;
  onInput: (phone: string) => void;
}

/** A number as it was typed; where another writing of it would do, that is offered. */
export function PhoneField({ label, hint, value, error, onInput }: Props) {
  const better = asPhone(value);
  return (
    <div class="stack-tight">
      <TextField
        type="tel"
        inputMode="tel"
        autocomplete="off"
        label={label}
        hint={hint}
        value={value}
        error={error}
        onInput={onInput}
      />
      {better !== value && isPhone(better) && (
        <div>
          <button type="button" class="compact" onClick={() => onInput(better)}>
            {t('admin.phone.better', { phone: better })}
          </button>
        </div>
      )}
    </div>
  );
}
