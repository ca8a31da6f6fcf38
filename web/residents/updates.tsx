import type { ReportView } from '../../functions/shell/report-view.ts';
import { language, maybe, moment, t } from '../shell/words.ts';

type Update = ReportView['updates'][number];

/** What has happened, the newest first. */
export const Updates = ({ updates }: { updates: readonly Update[] }) => (
  <section aria-labelledby="updates">
    <h2 id="updates">{t('residents.updates')}</h2>
    <ol class="updates">
      {updates.toReversed().map((update) => (
        <li key={`${update.at} ${update.key}`}>
          <time dateTime={update.at} class="faint small">
            {moment(update.at)}
          </time>
          <p>{textOf(update)}</p>
        </li>
      ))}
    </ol>
  </section>
);

function textOf({ key, values }: Update): string {
  const { unit, unitEn, until, reason, satisfied } = values;
  return t(`residents.update.${key}`, {
    unit: (language() === 'en' && unitEn) || unit,
    until: typeof until === 'string' ? moment(until) : '',
    reason: maybe(`residents.reason.${reason}`) ?? '',
    satisfied: String(satisfied),
  });
}
