import { useSignal } from '@preact/signals';
import { TextField } from '../parts/field.tsx';
import { readReceipt } from '../shell/receipt.ts';
import { t } from '../shell/words.ts';
import { MineList } from './mine-list.tsx';
import { open } from './opened.ts';
import { toFault } from './to-fault.ts';

/** Where somebody types or pastes a receipt. */
export function TypeReceipt() {
  const text = useSignal('');
  const isWrong = useSignal(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    const receipt = readReceipt(text.value);
    isWrong.value = receipt === undefined;
    if (receipt) open(receipt);
    else toFault(event);
  };
  return (
    <div class="stack">
      <h1>{t('residents.follow')}</h1>
      <form onSubmit={submit} class="stack" noValidate>
        <TextField
          label={t('residents.receipt')}
          hint={t('residents.receipt.hint')}
          error={isWrong.value ? t('residents.receipt.wrong') : undefined}
          value={text.value}
          required
          autocomplete="off"
          onInput={(typed) => {
            text.value = typed;
          }}
        />
        <div class="row spread ways">
          <a class="button" href="#/">
            {t('page.back')}
          </a>
          <button type="submit" class="main">
            {t('residents.see')}
          </button>
        </div>
      </form>
      <MineList />
    </div>
  );
}
