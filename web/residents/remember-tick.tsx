import { t } from '../shell/words.ts';

/** Whether this device is to remember a report: not if others use it too. */
export const RememberTick = ({ on, onInput }: { on: boolean; onInput: (on: boolean) => void }) => (
  <div>
    <label class="choice">
      <input
        type="checkbox"
        checked={on}
        aria-describedby="remember-hint"
        onInput={({ currentTarget }) => onInput(currentTarget.checked)}
      />
      {t('residents.remember')}
    </label>
    <p id="remember-hint" class="faint small">
      {t('residents.remember.hint')}
    </p>
  </div>
);
