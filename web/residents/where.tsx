import { useSignal } from '@preact/signals';
import { SelectField, TextField } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { nameOf, readable, t } from '../shell/words.ts';
import { Chosen } from './chosen.tsx';
import { change, draft } from './draft.ts';
import { type Area, below, townships } from './form.ts';
import { MyPosition } from './my-position.tsx';
import { RememberTick } from './remember-tick.tsx';
import { offerOrSend } from './same.tsx';
import { sending } from './sending.ts';
import { isReachable, SmsTick } from './sms-tick.tsx';
import { Step } from './step.tsx';
import { toFault } from './to-fault.ts';

/** Where it is, by the device or by name; and off it goes. */
export function Where() {
  const isMissing = useSignal(false);
  const { address, grid, remember } = draft.value;
  const submit = (event: Event): void => {
    event.preventDefault();
    isMissing.value = (grid === '' && readable(address) === '') || !isReachable(draft.value);
    if (isMissing.value) toFault(event);
    else void offerOrSend();
  };
  return (
    <form onSubmit={submit} class="stack" noValidate>
      <div>
        <h1>{t('residents.where')}</h1>
        <Step number={3} />
        <Chosen change />
      </div>
      <MyPosition />
      <ByName
        error={isMissing.value && grid === '' && readable(address) === '' ? t('residents.where.missing') : undefined}
      />
      <TextField
        label={t('residents.address')}
        hint={t(grid === '' ? 'residents.address.alone' : 'residents.address.hint')}
        value={address}
        maxLength={200}
        onInput={(text) => change({ address: text })}
      />
      <SmsTick isTried={isMissing.value} />
      <RememberTick on={remember} onInput={(on) => change({ remember: on })} />
      <ProblemNotice problem={sending.value.state === 'refused' ? sending.value.problem : undefined} />
      <div class="row spread ways">
        <a class="button" href="#/tell">
          {t('page.back')}
        </a>
        <button type="submit" class="main send">
          {t('residents.send')}
        </button>
      </div>
    </form>
  );
}

/** Township, village, and the part of it where there are several. */
function ByName({ error }: { error: string | undefined }) {
  const { township, village, grid } = draft.value;
  const grids = village === '' ? [] : below(village);
  return (
    <div class="stack">
      <SelectField
        label={t('residents.township')}
        value={township}
        options={optionsOf(townships())}
        empty={t('field.choose')}
        error={township === '' ? error : undefined}
        onInput={(id) => change({ township: id, village: '', grid: '', place: null })}
      />
      {township !== '' && (
        <SelectField
          label={t('residents.village')}
          value={village}
          options={optionsOf(below(township))}
          empty={t('field.choose')}
          error={village === '' ? error : undefined}
          onInput={(id) => change({ village: id, grid: onlyOne(below(id)), place: null })}
        />
      )}
      {grids.length > 1 && (
        <SelectField
          label={t('residents.grid')}
          value={grid}
          options={optionsOf(grids)}
          empty={t('field.choose')}
          error={error}
          onInput={(id) => change({ grid: id, place: null })}
        />
      )}
    </div>
  );
}

const optionsOf = (areas: readonly Area[]) => areas.map((area) => ({ value: area.id, label: nameOf(area) }));
const onlyOne = (areas: readonly Area[]): string => (areas.length === 1 ? (areas[0]?.id ?? '') : '');
