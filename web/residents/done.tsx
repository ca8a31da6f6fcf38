import { useSignal } from '@preact/signals';
import { t } from '../shell/words.ts';
import { forget, type Mine, mine, remember } from './mine.ts';
import { Thumbnail } from './photos.tsx';
import { type Receipt, receiptText } from './receipt.ts';
import { uploads } from './uploads.ts';

/** It was received: the receipt, and what still goes on. */
export function Done({ receipt }: { receipt: Receipt }) {
  return (
    <div class="stack">
      <h1>{t('residents.done')}</h1>
      <p>{t('residents.done.next')}</p>
      <ReceiptBox receipt={receipt} />
      <Remember receipt={receipt} />
      <Uploads id={receipt.id} />
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

function Uploads({ id }: { id: string }) {
  const own = uploads.value.filter((upload) => upload.id === id);
  if (own.length === 0) return null;
  const sent = own.filter(({ state }) => state === 'sent').length;
  return (
    <section aria-labelledby="uploads" class="uploads">
      <h2 id="uploads">{t('residents.uploads')}</h2>
      <p role="status">
        {t(sent === own.length ? 'residents.uploads.done' : 'residents.uploads.some', { sent, of: own.length })}
      </p>
      <progress max={own.length} value={sent} aria-labelledby="uploads" />
      <ul>
        {own.map((upload, index) => (
          <li key={upload.photo.digest}>
            <Thumbnail photo={upload.photo} label={t('residents.photo', { number: index + 1 })} />
            <span class="small">{t(`residents.upload.${upload.state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
