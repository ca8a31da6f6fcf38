import { useSignal } from '@preact/signals';
import { type Receipt, receiptText } from '../shell/receipt.ts';
import { t } from '../shell/words.ts';
import { forget, type Mine, mine, remember } from './mine.ts';
import { RememberTick } from './remember-tick.tsx';
import { UploadList } from './upload-list.tsx';

/** It was received: the receipt, and what still goes on. */
export function Done({ report }: { report: Mine }) {
  return (
    <div class="stack">
      <h1>{t('residents.done')}</h1>
      <p>{t('residents.done.next')}</p>
      {report.sms && <p>{t('residents.done.sms')}</p>}
      <ReceiptBox receipt={report} />
      <Remember report={report} />
      <UploadList id={report.id} />
      <div class="row">
        <a class="button main" href="#/r">
          {t('residents.done.see')}
        </a>
        <a class="button" href="#/">
          {t('residents.done.another')}
        </a>
      </div>
    </div>
  );
}

/** The receipt to copy, and why it should be kept. */
export function ReceiptBox({ receipt }: { receipt: Receipt }) {
  const copied = useSignal<'yes' | 'no' | undefined>(undefined);
  const text = receiptText(receipt);
  const copy = async (): Promise<void> => {
    copied.value = await navigator.clipboard.writeText(text).then(
      () => 'yes' as const,
      () => 'no' as const,
    );
  };
  return (
    <section class="sheet receipt" aria-labelledby="receipt">
      <h2 id="receipt">{t('residents.receipt')}</h2>
      <p class="code mono">
        {receipt.id}-<wbr />
        {receipt.secret}
      </p>
      <div class="row">
        <button type="button" onClick={copy}>
          {t('residents.copy')}
        </button>
        <span role="status">{copied.value && t(`residents.copied.${copied.value}`)}</span>
      </div>
      <p>
        <strong>{t('residents.receipt.keep')}</strong>
      </p>
    </section>
  );
}

/** What was chosen before it was sent, to think better of. */
function Remember({ report }: { report: Mine }) {
  const isRemembered = mine.value.some(({ id }) => id === report.id);
  return <RememberTick on={isRemembered} onInput={(on) => void (on ? remember(report) : forget(report.id))} />;
}
