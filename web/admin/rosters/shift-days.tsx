import type { Shift, ShiftDay } from '../../../domain/directory/shift.ts';
import { TextField, Tick } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { ParsedField } from '../parts/parsed-field.tsx';
import { dayText, SHIFT_DAYS } from './duty-words.ts';

interface Props {
  shift: Shift;
  errors: (path: string) => string | undefined;
  set: (patch: Partial<Shift>) => void;
}

/** The days of the week, working days or days off on which a shift is, perhaps within two dates. */
export const Days = ({ shift: { from, through }, days, errors, set }: Props & { days: readonly ShiftDay[] }) => (
  <>
    <fieldset class="row">
      <legend>{t('admin.shift.days')}</legend>
      {SHIFT_DAYS.map((day) => (
        <Tick
          key={day}
          label={dayText(day)}
          on={days.includes(day)}
          onInput={(isOn) => set({ days: SHIFT_DAYS.filter((own) => (own === day ? isOn : days.includes(own))) })}
        />
      ))}
    </fieldset>
    {errors('.days') && <p class="error">{errors('.days')}</p>}
    <div class="pair">
      <TextField
        type="date"
        label={t('admin.shift.from')}
        value={from ?? ''}
        error={errors('.from')}
        onInput={(date) => set({ from: date || undefined })}
      />
      <TextField
        type="date"
        label={t('admin.shift.through')}
        value={through ?? ''}
        error={errors('.through')}
        onInput={(date) => set({ through: date || undefined })}
      />
    </div>
  </>
);

/** The dates on which a shift is. */
export const Dates = ({ shift: { dates = [] }, errors, set }: Props) => (
  <ParsedField
    label={t('admin.shift.dates')}
    hint={t('admin.shift.dates.hint')}
    value={dates}
    write={(own) => own.join(', ')}
    read={readDates}
    unread={t('admin.shift.dates.unread')}
    error={errors('.dates')}
    onInput={(next) => set({ dates: next })}
  />
);

function readDates(text: string): string[] | undefined {
  const dates = text.split(/[\s,，、;；]+/).filter(Boolean);
  return dates.every((date) => /^\d{4}-\d\d-\d\d$/.test(date)) ? dates : undefined;
}
