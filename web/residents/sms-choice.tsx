import type { ReportView } from '../../functions/shell/report-view.ts';
import { ProblemNotice } from '../parts/problem.tsx';
import type { Receipt } from '../shell/receipt.ts';
import { t } from '../shell/words.ts';
import { useSaying } from './say.tsx';

/** Whether SMS go out about it, and the way to stop or begin that. */
export function SmsChoice({ sms, receipt }: { sms: NonNullable<ReportView['sms']>; receipt: Receipt }) {
  const { isBusy, problem, send } = useSaying(receipt);
  const { subscribed, phoneEnding: ending } = sms;
  return (
    <section class="sheet say" aria-labelledby="sms">
      <h2 id="sms">{t('residents.sms.title')}</h2>
      <p role="status">{t(subscribed ? 'residents.sms.on' : 'residents.sms.off', { ending })}</p>
      <ProblemNotice problem={problem.value} />
      <div>
        <button
          type="button"
          aria-disabled={isBusy.value}
          onClick={() => send({ type: subscribed ? 'unsubscribe' : 'subscribe' })}
        >
          {t(subscribed ? 'residents.sms.stop' : 'residents.sms.start')}
        </button>
      </div>
    </section>
  );
}
