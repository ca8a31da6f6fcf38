import type { HeldView } from '../../functions/shell/moderation-messages.ts';
import type { Receipt } from '../shell/receipt.ts';
import { moment, nameOf, t } from '../shell/words.ts';
import { ReceiptBox } from './done.tsx';

/** A report that waits for a clerk, or was turned down by one, for whoever has its receipt. */
export function Held({ view, receipt }: { view: HeldView; receipt: Receipt }) {
  return (
    <div class="stack">
      <div>
        <p class="faint small">{t('residents.reported', { time: moment(view.openedAt) })}</p>
        <h1>{nameOf(view.category)}</h1>
        <p class="sentence">{t(`residents.${view.status}`)}</p>
        {view.reason !== null && (
          <p class="written" dir="auto">
            {view.reason}
          </p>
        )}
      </div>
      <section aria-labelledby="wrote">
        <h2 id="wrote">{t('residents.wrote')}</h2>
        <p class="written" dir="auto">
          {view.words}
        </p>
      </section>
      <ReceiptBox receipt={receipt} />
      <div>
        <a class="button" href="#/">
          {t('residents.home')}
        </a>
      </div>
    </div>
  );
}
