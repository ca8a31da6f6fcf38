import { useEffect, useRef, useState } from 'preact/hooks';
import type { CivilDate } from '../../../domain/primitives.ts';
import type { Day, WorkingCalendar } from '../../../domain/time/calendar.ts';
import { hoursOf } from '../../../domain/time/wording.ts';
import { t } from '../../shell/words.ts';
import { dateText, monthText, weekdayText } from './date-words.ts';
import { countsOf, type DayState, dateByKey, stateOf, WEEKDAYS, weeksOf } from './day-state.ts';

interface Props {
  calendar: WorkingCalendar;
  today: CivilDate;
  /** Dates that this calendar itself says something about; others come from one above. */
  own: ReadonlySet<CivilDate>;
  open: (date: CivilDate) => void;
}

/** Twelve months; arrow keys go from day to day, page keys from month to month, Enter opens a day. */
export function Year({ calendar, today, own, open }: Props) {
  const [current, setCurrent] = useState(today);
  const moved = useRef(false);
  const year = Number(current.slice(0, 4));
  useEffect(() => {
    if (moved.current) document.getElementById(`day-${current}`)?.focus();
    moved.current = false;
  }, [current]);
  const toYear = (next: number) => setCurrent(`${next}-${current.slice(5, 7)}-01`);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.altKey || event.ctrlKey || event.metaKey ? undefined : dateByKey(event.key, current);
    if (next === undefined) return;
    event.preventDefault();
    moved.current = true;
    setCurrent(next);
  };
  const { validThrough } = calendar;
  const announced = validThrough === null || validThrough >= `${year}-12-31`;
  return (
    <section class="stack-tight" aria-labelledby="year">
      <div class="row spread">
        <h2 id="year">{t('admin.year', { year: String(year) })}</h2>
        <div class="row">
          <button type="button" class="compact" onClick={() => toYear(year - 1)}>
            ← {t('admin.year', { year: String(year - 1) })}
          </button>
          <button type="button" class="compact" onClick={() => toYear(year + 1)}>
            {t('admin.year', { year: String(year + 1) })} →
          </button>
        </div>
      </div>
      {!announced && (
        <p class="notice" role="status">
          {t('admin.year.provisional', { through: validThrough })}
        </p>
      )}
      <Legend counts={countsOf(calendar, year)} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the grids within */}
      <div class="year" onKeyDown={onKeyDown}>
        {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
          <Month
            key={month}
            year={year}
            month={month}
            calendar={calendar}
            today={today}
            own={own}
            current={current}
            open={open}
            choose={setCurrent}
          />
        ))}
      </div>
      <p class="faint small">{t('admin.year.keys')}</p>
    </section>
  );
}

const SHOWN: readonly DayState[] = ['working', 'make-up', 'special', 'rest', 'holiday'];

function Legend({ counts }: { counts: Record<DayState, number> }) {
  return (
    <ul class="legend">
      {SHOWN.filter((state) => state !== 'special' || counts.special > 0).map((state) => (
        <li key={state}>
          <span class={`day ${state}`} aria-hidden="true">
            <span>8</span>
            <Mark state={state} />
          </span>
          {t(`admin.day.${state}`)} <span class="number faint">{counts[state]}</span>
        </li>
      ))}
    </ul>
  );
}

interface MonthProps extends Props {
  year: number;
  month: number;
  current: CivilDate;
  choose: (date: CivilDate) => void;
}

function Month({ year, month, calendar, today, own, current, open, choose }: MonthProps) {
  const id = `month-${month}`;
  return (
    <div class="month">
      <h3 id={id}>{monthText(year, month)}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of days, moved in by arrow keys */}
      <table role="grid" aria-labelledby={id}>
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col" abbr={weekdayText(weekday, 'long')}>
                {weekdayText(weekday, 'narrow')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week) => (
            <tr key={week.find((date) => date !== null)}>
              {week.map((date, place) =>
                date === null ? (
                  <td key={WEEKDAYS[place]} />
                ) : (
                  // biome-ignore lint/a11y: the cell of a grid of days, whose button has the focus
                  <td key={WEEKDAYS[place]} role="gridcell">
                    <DayButton
                      day={calendar.day(date)}
                      hours={hoursOf(date, calendar)}
                      isOwn={own.has(date)}
                      isProvisional={calendar.validThrough !== null && date > calendar.validThrough}
                      isToday={date === today}
                      isCurrent={date === current}
                      open={() => {
                        choose(date);
                        open(date);
                      }}
                    />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayProps {
  day: Day;
  hours: string;
  isOwn: boolean;
  isProvisional: boolean;
  isToday: boolean;
  /** The one that the keys have come to. */
  isCurrent: boolean;
  open: () => void;
}

function DayButton({ day, hours, isOwn, isProvisional, isToday, isCurrent, open }: DayProps) {
  const state = stateOf(day);
  const words = [
    dateText(day.date),
    t(`admin.day.${state}`),
    day.name,
    hours,
    day.override && !isOwn && t('admin.day.inherited'),
    isProvisional && t('admin.day.provisional'),
  ]
    .filter(Boolean)
    .join(', ');
  const further = `${isOwn ? ' own' : ''}${isProvisional ? ' provisional' : ''}`;
  return (
    <button
      type="button"
      id={`day-${day.date}`}
      class={`day ${state}${further}`}
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isToday ? 'date' : undefined}
      title={words}
      onClick={open}
    >
      <span class="visually-hidden">{words}</span>
      <span aria-hidden="true">{Number(day.date.slice(8))}</span>
      <Mark state={state} />
    </button>
  );
}

/** What the calendars on Chinese walls print into a corner: 休 and 班; a plain day of rest has a dot. */
const Mark = ({ state }: { state: DayState }) =>
  state === 'working' ? null : (
    <span class="day-mark" aria-hidden="true">
      {t(`admin.day.mark.${state}`)}
    </span>
  );
