import type { CivilDate } from '../../../domain/primitives.ts';
import type { Calendar, DateOverride } from '../../../domain/time/calendar-document.ts';
import { t } from '../../shell/words.ts';
import { dateText, weekdayText } from './date-words.ts';
import { hoursText } from './hours.ts';
import { isDay } from './paste-dates.ts';

interface Props {
  calendar: Calendar;
  errors: (path: string) => string | undefined;
  open: (date: CivilDate) => void;
}

/** Everything that a calendar says of single dates, with what is wrong with each. */
export function DatesTable({ calendar: { dates = [] }, errors, open }: Props) {
  return (
    <details open={errors('dates') !== undefined}>
      <summary>{t('admin.dates', { count: dates.length })}</summary>
      {errors('dates') && <p class="error">{errors('dates')}</p>}
      <ul class="dates">
        {dates.map((override, index) => (
          <li key={override.date}>
            <button type="button" class="plain compact" onClick={() => open(override.date)}>
              {isDay(override.date) ? dateText(override.date) : override.date}
            </button>{' '}
            {t(`admin.day.what.${override.is}`)} · {override.name}
            {hoursWords(override)}
            {errors(`dates[${index}]`) && <span class="error"> {errors(`dates[${index}]`)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function hoursWords({ like, hours }: DateOverride): string {
  if (hours) return ` · ${hoursText(hours)}`;
  return like ? ` · ${t('admin.day.hours.like', { weekday: weekdayText(like, 'long') })}` : '';
}
