import { useState } from 'preact/hooks';
import type { Roster } from '../../../domain/directory/documents.ts';
import { asPhone, isPhone } from '../../../domain/directory/phone.ts';
import { TextField } from '../../parts/field.tsx';
import { go } from '../../shell/route.ts';
import { t } from '../../shell/words.ts';
import { rowOf, setRow, units } from '../draft/draft.ts';
import { errorsOf } from '../parts/faults.tsx';
import { Ordered } from '../parts/ordered.tsx';
import { Remove, RowPage } from '../parts/row-page.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { UnitField, unitName } from '../parts/unit-field.tsx';

const MOST_PHONES = 10;

/** Whom each unit is called by. */
export const Rosters = () => (
  <div class="stack">
    <h1>{t('admin.rosters')}</h1>
    <p class="faint">{t('admin.rosters.about')}</p>
    <AddRoster />
    <RowTable
      kind="rosters"
      caption={t('admin.rosters')}
      nameOf={({ unit }) => unitName(unit)}
      textOf={({ duty, leader }) => `${duty.join(' ')} ${leader}`}
      columns={[
        { head: t('admin.unit'), cell: ({ unit }) => unitName(unit) },
        { head: t('admin.duty'), cell: ({ duty }) => <span class="number">{duty.join(', ')}</span> },
        { head: t('admin.leader'), cell: ({ leader }) => <span class="number">{leader}</span> },
      ]}
    />
  </div>
);

function AddRoster() {
  const [unit, setUnit] = useState('');
  const open = (event: Event) => {
    event.preventDefault();
    if (!units.value.has(unit)) return;
    if (!rowOf('rosters', unit)) setRow('rosters', unit, { unit, duty: [''], leader: '' });
    go(`/rosters/${unit}`);
  };
  return (
    <form class="row end" aria-label={t('admin.rosters.add')} onSubmit={open}>
      <div class="search">
        <UnitField label={t('admin.rosters.add')} value={unit} onInput={setUnit} />
      </div>
      <button type="submit" disabled={!units.value.has(unit)}>
        {t('admin.rosters.open')}
      </button>
    </form>
  );
}

/** The telephones of one unit. */
export const RosterPage = ({ id }: { id: string }) => (
  <RowPage kind="rosters" id={id} nameOf={({ unit }) => unitName(unit)}>
    {(roster) => <RosterForm roster={roster} />}
  </RowPage>
);

function RosterForm({ roster }: { roster: Roster }) {
  const errors = errorsOf('rosters', roster.unit);
  const set = (patch: Partial<Roster>) => setRow('rosters', roster.unit, { ...roster, ...patch });
  return (
    <>
      {errors('unit') && <p class="error">{errors('unit')}</p>}
      <section class="stack-tight" aria-labelledby="duty">
        <h2 id="duty">{t('admin.duty')}</h2>
        <p class="faint small">
          {t('admin.duty.about')} {t('admin.phone.hint')}
        </p>
        {roster.duty.length === 0 && <p class="error">{errors('duty')}</p>}
        <Ordered
          values={roster.duty}
          most={MOST_PHONES}
          add={t('admin.duty.add')}
          fresh=""
          nameOf={(phone, index) => phone || String(index + 1)}
          onInput={(duty) => set({ duty })}
        >
          {(phone, index, setPhone) => (
            <PhoneField
              label={t('admin.duty.number', { number: index + 1 })}
              value={phone}
              error={errors(`duty[${index}]`)}
              onInput={setPhone}
            />
          )}
        </Ordered>
      </section>
      <section class="stack-tight" aria-labelledby="leader">
        <h2 id="leader">{t('admin.leader')}</h2>
        <PhoneField
          label={t('admin.leader.phone')}
          value={roster.leader}
          error={errors('leader')}
          onInput={(leader) => set({ leader })}
        />
      </section>
      <Remove kind="rosters" id={roster.unit} label={t('admin.rosters.remove')} why={t('admin.rosters.remove.why')} />
    </>
  );
}

interface PhoneProps {
  label: string;
  value: string;
  error: string | undefined;
  onInput: (phone: string) => void;
}

/** A number as it was typed; where another writing of it would do, that is offered. */
function PhoneField({ label, value, error, onInput }: PhoneProps) {
  const better = asPhone(value);
  return (
    <div class="stack-tight">
      <TextField
        type="tel"
        inputMode="tel"
        autocomplete="off"
        label={label}
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
