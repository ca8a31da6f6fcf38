import { asPhone, isMobile } from '../../domain/directory/phone.ts';
import { TextField } from '../parts/field.tsx';
import { t } from '../shell/words.ts';
import { change, type Draft, draft } from './draft.ts';

/** Whether what is said of SMS can be done. */
export const isReachable = ({ sms, phone }: Pick<Draft, 'sms' | 'phone'>): boolean => !sms || isMobile(asPhone(phone));

/** To be told by SMS what becomes of it, at a mobile that who reports leaves for that. */
export function SmsTick({ isTried }: { isTried: boolean }) {
  const { sms, phone } = draft.value;
  return (
    <div class="stack-tight">
      <label class="choice">
        <input type="checkbox" checked={sms} onInput={({ currentTarget }) => change({ sms: currentTarget.checked })} />
        {t('residents.sms')}
      </label>
      {sms && (
        <TextField
          label={t('residents.phone')}
          hint={t('residents.phone.hint')}
          error={isTried && !isReachable({ sms, phone }) ? t('residents.phone.wrong') : undefined}
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          required
          maxLength={40}
          value={phone}
          onInput={(text) => change({ phone: text })}
        />
      )}
    </div>
  );
}
