import { useState } from 'preact/hooks';
import type { CivilDate } from '../../../domain/primitives.ts';
import type { WorkingCalendar } from '../../../domain/time/calendar.ts';
import type { Calendar, DateOverride } from '../../../domain/time/calendar-document.ts';
import { TextField } from '../../parts/field.tsx';
import { timeNow } from '../../shell/clock.ts';
import { t } from '../../shell/words.ts';
import { draft, setRow, units } from '../draft/draft.ts';
import { errorsOf } from '../parts/faults.tsx';
import { Remove, RowPage } from '../parts/row-page.tsx';
import { UnitField, unitName } from '../parts/unit-field.tsx';
import { DatesTable } from './dates-table.tsx';
import { DayDialog } from './day-dialog.tsx';
import { countsOf } from './day-state.ts';
import { layersFor, soundCalendar } from './layers.ts';
import { Paste } from './paste.tsx';
import { withDates } from './paste-dates.ts';
import { Week } from './week.tsx';
import { Year } from './year.tsx';

/** One calendar: where it holds, its hours, and its days year by year. */
export const CalendarPage = ({ id }: { id: string }) => (
  <RowPage kind="calendars" id={id} nameOf={({ name }) => name}>
    {(calendar) => <CalendarForm key={id} calendar={calendar} />}
  </RowPage>
);

function CalendarForm({ calendar }: { calendar: Calendar }) {
  const errors = errorsOf('calendars', calendar.id);
  const set = (patch: Partial<Calendar>) => setRow('calendars', calendar.id, { ...calendar, ...patch });
  const layers = layersFor(calendar, units.value, draft.value.calendars);
  const above = layers.filter(({ unit }) => unit !== calendar.unit);
  return (
    <>
      <p class="faint small">
        {above.length === 0
          ? t('admin.calendar.lowest')
          : t('admin.calendar.layers', { names: above.map(({ name }) => name).join(', ') })}
      </p>
      <div class="pair">
        <TextField
          label={t('admin.name')}
          required
          maxLength={80}
          value={calendar.name}
          error={errors('name')}
          onInput={(name) => set({ name })}
        />
        <UnitField
          label={t('admin.calendar.unit')}
          value={calendar.unit ?? ''}
          error={errors('unit')}
          onInput={(unit) => set({ unit: unit || undefined })}
        />
        <TextField
          label={t('admin.calendar.zone')}
          hint={t('admin.calendar.zone.hint')}
          placeholder={above.find(({ zone }) => zone)?.zone ?? 'Asia/Shanghai'}
          value={calendar.zone ?? ''}
          error={errors('zone')}
          onInput={(zone) => set({ zone: zone || undefined })}
        />
        <TextField
          type="date"
          label={t('admin.calendar.validThrough')}
          hint={t('admin.calendar.validThrough.hint')}
          value={calendar.validThrough ?? ''}
          error={errors('validThrough')}
          onInput={(date) => set({ validThrough: date || undefined })}
        />
      </div>
      <Days calendar={calendar} whole={soundCalendar(layers)} set={set} errors={errors} />
      <Week calendar={calendar} inherited={above.find(({ week }) => week)?.week} set={set} errors={errors} />
      <Remove
        kind="calendars"
        id={calendar.id}
        label={t('admin.calendar.remove')}
        why={
          calendar.unit === undefined
            ? t('admin.calendar.remove.national')
            : t('admin.calendar.remove.why', { unit: unitName(calendar.unit) })
        }
      />
    </>
  );
}

interface DaysProps {
  calendar: Calendar;
  whole: WorkingCalendar | undefined;
  set: (patch: Partial<Calendar>) => void;
  errors: (path: string) => string | undefined;
}

function Days({ calendar, whole, set, errors }: DaysProps) {
  const [opened, setOpened] = useState<CivilDate | undefined>(undefined);
  const { dates = [] } = calendar;
  const save = (changes: ReadonlyMap<CivilDate, DateOverride | null>) => {
    const next = withDates(dates, changes);
    set({ dates: next.length > 0 ? next : undefined });
  };
  return (
    <>
      {whole && isReadable(whole) ? (
        <Year
          calendar={whole}
          today={whole.dateOf(timeNow())}
          own={new Set(dates.map(({ date }) => date))}
          open={setOpened}
        />
      ) : (
        <p class="notice bad">{t('admin.year.unsound')}</p>
      )}
      <Paste save={save} />
      <DatesTable calendar={calendar} errors={errors} open={setOpened} />
      {opened !== undefined && (
        <DayDialog
          key={opened}
          date={opened}
          known={dates.find(({ date }) => date === opened)}
          close={() => setOpened(undefined)}
          save={save}
        />
      )}
    </>
  );
}

/** Hours are read only when a day is asked for; those of a week that is being written may not end after they begin. */
function isReadable(calendar: WorkingCalendar): boolean {
  try {
    return countsOf(calendar, Number(calendar.dateOf(timeNow()).slice(0, 4))).working >= 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
