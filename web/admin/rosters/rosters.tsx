import { useState } from 'preact/hooks';
import type { Roster } from '../../../domain/directory/documents.ts';
import { go } from '../../shell/route.ts';
import { number, t } from '../../shell/words.ts';
import { rowOf, setRow, units } from '../draft/draft.ts';
import { errorsOf } from '../parts/faults.tsx';
import { Ordered } from '../parts/ordered.tsx';
import { Remove, RowPage } from '../parts/row-page.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { UnitField, unitName } from '../parts/unit-field.tsx';
import { PhoneField } from './phone-field.tsx';
import { ShiftChanges } from './shift-changes.tsx';
import { Shifts } from './shifts.tsx';
import { Week } from './week.tsx';

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
      textOf={({ duty, leader, shifts = [] }) =>
        [...duty, leader, ...shifts.flatMap(({ name, phone }) => [name, phone])].join(' ')
      }
      columns={[
        { head: t('admin.unit'), cell: ({ unit }) => unitName(unit) },
        { head: t('admin.duty'), cell: ({ duty }) => <span class="number">{duty.join(', ')}</span> },
        { head: t('admin.shifts'), cell: ({ shifts = [] }) => (shifts.length > 0 ? number(shifts.length) : '') },
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
      <Week roster={roster} />
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
      <Shifts
        shifts={roster.shifts ?? []}
        unit={roster.unit}
        onInput={(shifts) => set({ shifts: shifts.length > 0 ? shifts : undefined })}
      />
      <ShiftChanges
        changes={roster.changes ?? []}
        shifts={roster.shifts ?? []}
        unit={roster.unit}
        onInput={(changes) => set({ changes: changes.length > 0 ? changes : undefined })}
      />
      <Remove kind="rosters" id={roster.unit} label={t('admin.rosters.remove')} why={t('admin.rosters.remove.why')} />
    </>
  );
}
