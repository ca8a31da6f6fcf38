import type { Shift, ShiftChange } from '../../../domain/directory/shift.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { errorsOf, ownErrorOf } from '../parts/faults.tsx';
import { Folded } from '../parts/folded.tsx';
import { changeText } from './duty-words.ts';
import { PhoneField } from './phone-field.tsx';

interface Props {
  changes: readonly ShiftChange[];
  shifts: readonly Shift[];
  /** The unit of the roster. */
  unit: string;
  onInput: (changes: ShiftChange[]) => void;
}

const MOST = 400;
const FRESH: ShiftChange = { phone: '', from: '', through: '', why: 'leave' };

/** Leave and swaps: each in a line, which opens to its fields. */
export const ShiftChanges = ({ changes, shifts, unit, onInput }: Props) => (
  <section class="stack-tight" aria-labelledby="shift-changes">
    <h2 id="shift-changes">{t('admin.shiftChanges')}</h2>
    <p class="faint small">{t('admin.shiftChanges.about')}</p>
    {changes.map((change, index) => (
      <Folded
        key={index}
        summary={changeText(change)}
        isWrong={errorsOf('rosters', unit)(`changes[${index}]`) !== undefined}
      >
        <ChangeForm
          change={change}
          people={new Map(shifts.map(({ phone, name }) => [phone, `${name} ${phone}`]))}
          wrong={ownErrorOf('rosters', unit, `changes[${index}]`)}
          errors={(path) => errorsOf('rosters', unit)(`changes[${index}]${path}`)}
          set={(patch) => onInput(changes.with(index, { ...change, ...patch }))}
          remove={() => onInput(changes.toSpliced(index, 1))}
        />
      </Folded>
    ))}
    {changes.length < MOST && shifts.length > 0 && (
      <div>
        <button type="button" class="compact" onClick={() => onInput([...changes, FRESH])}>
          + {t('admin.shiftChanges.add')}
        </button>
      </div>
    )}
  </section>
);

interface FormProps {
  /** What is wrong with it as a whole. */
  wrong: string | undefined;
  change: ShiftChange;
  /** What people of shifts are called, by their telephones. */
  people: ReadonlyMap<string, string>;
  errors: (path: string) => string | undefined;
  set: (patch: Partial<ShiftChange>) => void;
  remove: () => void;
}

function ChangeForm({ change: { phone, from, through, why, by }, people, wrong, errors, set, remove }: FormProps) {
  const setBy = (patch: Partial<NonNullable<ShiftChange['by']>>) => {
    const next = { name: '', phone: '', ...by, ...patch };
    set({ by: next.name === '' && next.phone === '' ? undefined : next });
  };
  return (
    <div class="stack-tight">
      {wrong && <p class="error">{wrong}</p>}
      <div class="pair">
        <SelectField
          label={t('admin.change.phone')}
          value={phone}
          empty=""
          options={[...people].map(([value, label]) => ({ value, label }))}
          error={errors('.phone')}
          onInput={(own) => set({ phone: own })}
        />
        <SelectField
          label={t('admin.change.why')}
          value={why}
          options={[
            { value: 'leave', label: t('admin.change.why.leave') },
            { value: 'swap', label: t('admin.change.why.swap') },
          ]}
          onInput={(own) => set({ why: own === 'swap' ? 'swap' : 'leave' })}
        />
        <TextField
          type="date"
          label={t('admin.shift.from')}
          value={from}
          error={errors('.from')}
          onInput={(date) => set({ from: date, ...(through < date && { through: date }) })}
        />
        <TextField
          type="date"
          label={t('admin.shift.through')}
          value={through}
          error={errors('.through')}
          onInput={(date) => set({ through: date })}
        />
        <TextField
          label={t('admin.change.by')}
          hint={t('admin.change.by.hint')}
          value={by?.name ?? ''}
          error={errors('.by.name')}
          onInput={(name) => setBy({ name })}
        />
        <PhoneField
          label={t('admin.change.by.phone')}
          value={by?.phone ?? ''}
          error={errors('.by.phone')}
          onInput={(own) => setBy({ phone: own })}
        />
      </div>
      <div>
        <button type="button" class="compact" onClick={remove}>
          {t('admin.list.remove', { name: people.get(phone) ?? t(`admin.change.why.${why}`) })}
        </button>
      </div>
    </div>
  );
}
