import { useState } from 'preact/hooks';
import { t } from '../../shell/words.ts';
import { AddRow } from '../parts/add-row.tsx';
import { RowTable } from '../parts/row-table.tsx';
import { UnitField, unitName } from '../parts/unit-field.tsx';

/** The calendars, national and of units. */
export const Calendars = () => (
  <div class="stack">
    <h1>{t('admin.calendars')}</h1>
    <p class="faint">{t('admin.calendars.about')}</p>
    <AddCalendar />
    <RowTable
      kind="calendars"
      caption={t('admin.calendars')}
      nameOf={({ name }) => name}
      textOf={({ unit }) => (unit === undefined ? t('admin.calendar.national') : unitName(unit))}
      columns={[
        { head: t('admin.name'), cell: ({ name, id }) => name || id },
        {
          head: t('admin.calendar.unit'),
          cell: ({ unit }) => (unit === undefined ? t('admin.calendar.national') : unitName(unit)),
        },
        { head: t('admin.calendar.zone'), cell: ({ zone }) => zone ?? t('admin.calendar.above') },
        { head: t('admin.week'), cell: ({ week }) => t(week ? 'admin.week.has' : 'admin.calendar.above') },
        { head: t('admin.calendar.dates'), cell: ({ dates = [] }) => <span class="number">{dates.length}</span> },
        { head: t('admin.calendar.validThrough'), cell: ({ validThrough }) => validThrough ?? '—' },
      ]}
    />
  </div>
);

function AddCalendar() {
  const [unit, setUnit] = useState('');
  return (
    <AddRow
      kind="calendars"
      label={t('admin.calendars.add')}
      hint={t('admin.id.hint.calendar')}
      make={(id) => ({ id, name: '', ...(unit !== '' && { unit }) })}
    >
      <UnitField label={t('admin.calendar.unit')} value={unit} onInput={setUnit} />
    </AddRow>
  );
}
