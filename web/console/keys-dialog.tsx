import { useEffect, useRef } from 'preact/hooks';
import { Tick } from '../parts/field.tsx';
import { type Key, t } from '../shell/words.ts';
import { keysOn, turnKeys } from './keys.ts';

const KEYS: readonly (readonly [words: Key, first: string, joint: 'then' | 'or' | '', second: string])[] = [
  ['console.keys.next', 'j', 'or', '↓'],
  ['console.keys.previous', 'k', 'or', '↑'],
  ['console.keys.open', 'Enter', '', ''],
  ['console.keys.filter', '/', '', ''],
  ['console.keys.inbox', 'g', 'then', 'i'],
  ['console.keys.new', 'g', 'then', 'n'],
  ['console.keys.help', '?', '', ''],
];

/** What keys do, and whether they do. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{t('console.keys')}</h2>
      <dl class="keys">
        {KEYS.map(([words, first, joint, second]) => (
          <div key={words}>
            <dt>{joint ? t(`console.keys.${joint}`, { first, second }) : first}</dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
      <Tick label={t('console.keys.on')} on={keysOn.value} onInput={turnKeys} />
      <p>
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('page.close')}
        </button>
      </p>
    </dialog>
  );
}
