import type { Roster } from '../../../domain/directory/documents.ts';
import type { CivilDate } from '../../../domain/primitives.ts';
import type { WorkingCalendar } from '../../../domain/time/calendar.ts';
import { addDays } from '../../../domain/time/civil.ts';
import { timeNow } from '../../shell/clock.ts';
import { t } from '../../shell/words.ts';
import { dateText } from '../calendars/date-words.ts';
import { layersFor, soundCalendar } from '../calendars/layers.ts';
import { draft, units } from '../draft/draft.ts';
import { type Stretch, stretchesOf } from './on-duty.ts';

const DAYS = 7;

/** Who is on duty in the coming days by the working copy, in the zone of the unit. */
export function Week({ roster }: { roster: Roster }) {
  const calendar = soundCalendar(
    layersFor({ id: '', name: '', unit: roster.unit }, units.value, draft.value.calendars),
  );
  const days = calendar && daysFrom(roster, calendar);
  return (
    <section class="stack-tight" aria-labelledby="on-duty">
      <h2 id="on-duty">{t('admin.onDuty')}</h2>
      <p class="faint small">{t(days ? 'admin.onDuty.about' : 'admin.onDuty.unsound')}</p>
      {days && (
        <table class="rows">
          <caption class="visually-hidden">{t('admin.onDuty')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('admin.onDuty.day')}</th>
              <th scope="col">{t('admin.onDuty.who')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ date, stretches }) => (
              <tr key={date}>
                <th scope="row">{dateText(date)}</th>
                <td data-head={t('admin.onDuty.who')}>
                  <ul>
                    {stretches.map((stretch, index) => (
                      <li key={index}>
                        <span class="number">{`${stretch.from}–${stretch.to}`}</span> {whoText(stretch)}
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Undefined while what is typed cannot be reckoned with; the fields tell what is wrong with it. */
function daysFrom(roster: Roster, calendar: WorkingCalendar): { date: CivilDate; stretches: Stretch[] }[] | undefined {
  try {
    const today = calendar.dateOf(timeNow());
    return Array.from({ length: DAYS }, (_, n) => addDays(today, n)).map((date) => ({
      date,
      stretches: stretchesOf(roster, date, calendar),
    }));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const whoText = ({ turns, phones }: Stretch): string =>
  turns.length === 0
    ? t('admin.onDuty.nobody', { phone: phones[0] ?? '' })
    : turns
        .map(({ name, phone, second }) => t(second ? 'admin.onDuty.second' : 'admin.onDuty.first', { name, phone }))
        .join(' · ');
