import type { Calendar, Week as WeekHours } from '../../../domain/time/calendar-document.ts';
import { Tick } from '../../parts/field.tsx';
import { t } from '../../shell/words.ts';
import { ParsedField } from '../parts/parsed-field.tsx';
import { weekdayText } from './date-words.ts';
import { WEEKDAYS } from './day-state.ts';
import { hoursText, readHours } from './hours.ts';

interface Props {
  calendar: Calendar;
  /** The hours that hold without any of its own. */
  inherited: WeekHours | undefined;
  set: (patch: Partial<Calendar>) => void;
  errors: (path: string) => string | undefined;
}

/** Working hours by weekday, as text that people write. */
export function Week({ calendar: { week, unit }, inherited, set, errors }: Props) {
  const setDay = (day: keyof WeekHours, hours: NonNullable<WeekHours[typeof day]>) =>
    set({ week: { ...week, [day]: hours.length > 0 ? hours : undefined } });
  const likeMonday = () => {
    const { monday } = week ?? {};
    set({ week: { ...week, tuesday: monday, wednesday: monday, thursday: monday, friday: monday } });
  };
  return (
    <section class="stack-tight" aria-labelledby="week">
      <h2 id="week">{t('admin.week')}</h2>
      <Tick
        label={t(unit === undefined ? 'admin.week.national' : 'admin.week.own')}
        on={week !== undefined}
        onInput={(on) => set({ week: on ? (inherited ?? {}) : undefined })}
      />
      {errors('week') && <p class="error">{errors('week')}</p>}
      {week && (
        <>
          <p class="faint small">{t('admin.hours.hint')}</p>
          <div class="week">
            {WEEKDAYS.map((day) => (
              <ParsedField
                key={day}
                label={weekdayText(day, 'long')}
                placeholder={t('admin.week.off')}
                value={week[day] ?? []}
                write={hoursText}
                read={readHours}
                unread={t('admin.hours.unread')}
                error={errors(`week.${day}`)}
                onInput={(hours) => setDay(day, hours)}
              />
            ))}
          </div>
          <div>
            <button type="button" class="compact" onClick={likeMonday}>
              {t('admin.week.likeMonday')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
