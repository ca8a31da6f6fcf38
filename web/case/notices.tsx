import type { CaseView } from '../../functions/shell/case-view.ts';
import { unitName } from '../shell/directory.ts';
import { moment, t } from '../shell/words.ts';

/** Notices that have not gone out yet; those that have stand in the history. */
export function Notices({ view: { outbox } }: { view: CaseView }) {
  if (outbox.length === 0) return null;
  return (
    <section class="sheet" aria-labelledby="notices-title">
      <h2 id="notices-title">{t('notices.title')}</h2>
      <ul class="stack-tight small">
        {outbox.map(({ id, news, unit, as, notBefore, attempt }) => (
          <li key={id}>
            {t('notices.line', { news: t(`news.${news}`), unit: unitName(unit), as: t(`recipient.${as}`) })}
            <span class="faint">
              {' '}
              {t('notices.after', { when: moment(notBefore) })}
              {attempt > 0 && ` · ${t('notices.attempt', { count: attempt })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
