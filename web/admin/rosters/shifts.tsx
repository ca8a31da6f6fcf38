import type { Shift } from '../../../domain/directory/shift.ts';
import { SelectField, TextField, Tick } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { hoursText, readHours } from '../calendars/hours.ts';
import { errorsOf, ownErrorOf } from '../parts/faults.tsx';
import { Folded } from '../parts/folded.tsx';
import { ParsedField } from '../parts/parsed-field.tsx';
import { shiftText } from './duty-words.ts';
import { PhoneField } from './phone-field.tsx';
import { Dates, Days } from './shift-days.tsx';

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
      <Tick label={t('admin.shift.second')} on={second} onInput={(isOn) => set({ second: isOn ? true : undefined })} />
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
