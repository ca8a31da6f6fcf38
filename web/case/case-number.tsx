import { useState } from 'preact/hooks';
import { t } from '../shell/words.ts';

/** The number of a case; its end, which people say on the telephone, stands out. */
export const CaseNumber = ({ id }: { id: string }) => (
  <span class="case-number mono" title={id}>
    <span class="faint">{id.slice(0, -6)}</span>
    <strong>{id.slice(-6)}</strong>
  </span>
);

/** Copies the whole number. */
export function CopyNumber({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <button type="button" class="plain small copy" onClick={copy} title={t('case.copy')}>
      <span aria-live="polite">{t(copied ? 'case.copied' : 'case.copy')}</span>
    </button>
  );
}
