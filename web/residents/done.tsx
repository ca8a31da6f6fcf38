import { useSignal } from '@preact/signals';
import { t } from '../shell/words.ts';
import { forget, type Mine, mine, remember } from './mine.ts';
import { type Receipt, receiptText } from './receipt.ts';
import { UploadList } from './upload-list.tsx';

/** It was received: the receipt, and what still goes on. */
export function Done({ receipt }: { receipt: Receipt }) {
  return (
    <div class="stack">
      <h1>{t('residents.done')}</h1>
      <p>{t('residents.done.next')}</p>
      <ReceiptBox receipt={receipt} />
      <Remember receipt={receipt} />
      <UploadList id={receipt.id} />
      <div class="row">
        <a class="button main" href={`#/r/${receiptText(receipt)}`}>
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

/** Whether this device remembers the report. */
function Remember({ receipt }: { receipt: Receipt }) {
  // What it was when the page came here, so that it can be remembered again.
  const report = useSignal<Mine | undefined>(mine.value.find(({ id }) => id === receipt.id)).value;
  const isRemembered = mine.value.some(({ id }) => id === receipt.id);
  if (!report) return null;
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={isRemembered}
        onInput={({ currentTarget }) => void (currentTarget.checked ? remember(report) : forget(report.id))}
      />
      {t('residents.remember')}
    </label>
  );
}
