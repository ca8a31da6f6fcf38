import type { Shift, ShiftDay } from '../../../domain/directory/shift.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { hoursText, readHours } from '../calendars/hours.ts';
import { errorsOf, ownErrorOf } from '../parts/faults.tsx';
import { Folded } from '../parts/folded.tsx';
import { Switch } from '../parts/limit-field.tsx';
import { ParsedField } from '../parts/parsed-field.tsx';
import { dayText, SHIFT_DAYS, shiftText } from './duty-words.ts';
import { PhoneField } from './phone-field.tsx';

interface Props {
  shifts: readonly Shift[];
  /** The unit of the roster. */
  unit: string;
  onInput: (shifts: Shift[]) => void;
}

const MOST = 400;
const FRESH: Shift = { name: '', phone: '', hours: [], days: ['working-day'] };

/** Who answers when: each shift in a line, which opens to its fields. */
export const Shifts = ({ shifts, unit, onInput }: Props) => (
  <section class="stack-tight" aria-labelledby="shifts">
    <h2 id="shifts">{t('admin.shifts')}</h2>
    <p class="faint small">{t('admin.shifts.about')}</p>
    {shifts.map((shift, index) => (
      <Folded
        key={index}
        summary={shiftText(shift)}
        isWrong={errorsOf('rosters', unit)(`shifts[${index}]`) !== undefined}
      >
        <ShiftForm
          shift={shift}
          wrong={ownErrorOf('rosters', unit, `shifts[${index}]`)}
          errors={(path) => errorsOf('rosters', unit)(`shifts[${index}]${path}`)}
          set={(patch) => onInput(shifts.with(index, { ...shift, ...patch }))}
          remove={() => onInput(shifts.toSpliced(index, 1))}
        />
      </Folded>
    ))}
    {shifts.length < MOST && (
      <div>
        <button type="button" class="compact" onClick={() => onInput([...shifts, FRESH])}>
          + {t('admin.shifts.add')}
        </button>
      </div>
    )}
  </section>
);

interface FormProps {
  /** What is wrong with it as a whole. */
  wrong: string | undefined;
  shift: Shift;
  errors: (path: string) => string | undefined;
  set: (patch: Partial<Shift>) => void;
  remove: () => void;
}

function ShiftForm({ shift, wrong, errors, set, remove }: FormProps) {
  const { name, phone, second = false, hours, days } = shift;
  const byDates = { days: undefined, from: undefined, through: undefined, dates: [] };
  return (
    <div class="stack-tight">
      {wrong && <p class="error">{wrong}</p>}
      <div class="pair">
        <TextField
          label={t('admin.shift.name')}
          value={name}
          error={errors('.name')}
          onInput={(text) => set({ name: text })}
        />
        <PhoneField
          label={t('admin.shift.phone')}
          value={phone}
          error={errors('.phone')}
          onInput={(text) => set({ phone: text })}
        />
      </div>
      <ParsedField
        label={t('admin.shift.hours')}
        hint={t('admin.shift.hours.hint')}
        value={hours}
        write={hoursText}
        read={readHours}
        unread={t('admin.hours.unread')}
        error={errors('.hours')}
        onInput={(next) => set({ hours: next })}
      />
      <Switch
        label={t('admin.shift.second')}
        isOn={second}
        onInput={(isOn) => set({ second: isOn ? true : undefined })}
      />
      <SelectField
        label={t('admin.shift.when')}
        value={days ? 'days' : 'dates'}
        options={[
          { value: 'days', label: t('admin.shift.when.days') },
          { value: 'dates', label: t('admin.shift.when.dates') },
        ]}
        onInput={(when) => set(when === 'days' ? { dates: undefined, days: ['working-day'] } : byDates)}
      />
      {days ? <Days shift={shift} days={days} errors={errors} set={set} /> : <Dates {...{ shift, errors, set }} />}
      <div>
        <button type="button" class="compact" onClick={remove}>
          {t('admin.list.remove', { name: name || phone || t('admin.shifts') })}
        </button>
      </div>
    </div>
  );
}

type WhenProps = Omit<FormProps, 'wrong' | 'remove'>;

const Days = ({ shift: { from, through }, days, errors, set }: WhenProps & { days: readonly ShiftDay[] }) => (
  <>
    <fieldset class="row">
      <legend>{t('admin.shift.days')}</legend>
      {SHIFT_DAYS.map((day) => (
        <Switch
          key={day}
          label={dayText(day)}
          isOn={days.includes(day)}
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

const Dates = ({ shift: { dates = [] }, errors, set }: WhenProps) => (
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
