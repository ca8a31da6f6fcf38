import { useEffect, useRef, useState } from 'preact/hooks';
import type { CivilDate } from '../../../domain/primitives.ts';
import type { DateOverride } from '../../../domain/time/calendar-document.ts';
import { addDays, dayNumber, type Weekday } from '../../../domain/time/civil.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { dateText, weekdayText } from './date-words.ts';
import { WEEKDAYS } from './day-state.ts';
import { hoursText, readHours } from './hours.ts';
import { isDay } from './paste-dates.ts';

type What = 'rule' | DateOverride['is'];
const WHATS = ['rule', 'off', 'working'] as const satisfies readonly What[];
const OWN_HOURS = 'own';
const MOST_DAYS = 60;

interface Props {
  date: CivilDate;
  known: DateOverride | undefined;
  close: () => void;
  save: (changes: ReadonlyMap<CivilDate, DateOverride | null>) => void;
}

/** What one day is, or several in a row. */
export function DayDialog({ date, known, close, save }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [what, setWhat] = useState<What>(known?.is ?? 'rule');
  const [name, setName] = useState(known?.name ?? '');
  const [like, setLike] = useState<string>(known?.hours ? OWN_HOURS : (known?.like ?? ''));
  const [hours, setHours] = useState(hoursText(known?.hours));
  const [through, setThrough] = useState<string>(date);
  const [told, setTold] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const days = isDay(through) ? dayNumber(through) - dayNumber(date) + 1 : 0;
  const read = readHours(hours);
  const wrong = {
    through: days < 1 || days > MOST_DAYS ? t('admin.day.through.bad', { most: MOST_DAYS }) : undefined,
    name: what !== 'rule' && name.trim() === '' ? t('field.needed') : undefined,
    hours: what === 'working' && like === OWN_HOURS && !read?.length ? t('admin.hours.unread') : undefined,
  };
  const override = (on: CivilDate): DateOverride | null => {
    if (what === 'rule') return null;
    if (what === 'off') return { date: on, is: what, name: name.trim() };
    const weekday: Weekday | undefined = WEEKDAYS.find((one) => one === like);
    return {
      date: on,
      is: what,
      name: name.trim(),
      ...(weekday && { like: weekday }),
      ...(like === OWN_HOURS && { hours: read }),
    };
  };
  const submit = (event: Event) => {
    event.preventDefault();
    setTold(true);
    if (Object.values(wrong).some(Boolean)) return;
    const dates = Array.from({ length: days }, (_, index) => addDays(date, index));
    save(new Map(dates.map((on) => [on, override(on)])));
    dialog.current?.close();
  };

  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="day-title">
      <form class="stack" onSubmit={submit}>
        <h2 id="day-title">{dateText(date)}</h2>
        <fieldset class="stack-tight">
          <legend>{t('admin.day.what')}</legend>
          {WHATS.map((one) => (
            <label key={one} class="choice">
              <input type="radio" name="what" checked={what === one} onInput={() => setWhat(one)} />
              {t(`admin.day.what.${one}`)}
            </label>
          ))}
        </fieldset>
        {what !== 'rule' && (
          <TextField
            label={t('admin.day.name')}
            hint={t('admin.day.name.hint')}
            maxLength={80}
            value={name}
            error={told ? wrong.name : undefined}
            onInput={setName}
          />
        )}
        {what === 'working' && (
          <SelectField
            label={t('admin.day.hours')}
            value={like}
            options={[
              { value: '', label: t('admin.day.hours.usual') },
              ...WEEKDAYS.map((weekday) => ({
                value: weekday,
                label: t('admin.day.hours.like', { weekday: weekdayText(weekday, 'long') }),
              })),
              { value: OWN_HOURS, label: t('admin.day.hours.own') },
            ]}
            onInput={setLike}
          />
        )}
        {what === 'working' && like === OWN_HOURS && (
          <TextField
            label={t('admin.day.hours.own')}
            hint={t('admin.hours.hint')}
            value={hours}
            error={told ? wrong.hours : undefined}
            onInput={setHours}
          />
        )}
        <TextField
          type="date"
          label={t('admin.day.through')}
          hint={t('admin.day.through.hint')}
          min={date}
          value={through}
          error={told ? wrong.through : undefined}
          onInput={setThrough}
        />
        <div class="row">
          <button type="submit" class="main">
            {t('admin.day.set')}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {t('page.cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
