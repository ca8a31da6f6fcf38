import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { CaseNumber } from '../case/case-number.tsx';
import { TextField, Tick } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { type Key, t } from '../shell/words.ts';
import { type Matter, newMatter } from './matter.ts';

/** What was begun stays when somebody looks at something else in between. */
let begun: Matter | undefined;

/** Takes a matter in for a grid, as a station does on the telephone or at its counter. */
export function NewMatter() {
  begun ??= newMatter();
  const matter = useSignal(begun);
  const again = (): void => {
    begun = newMatter();
    matter.value = begun;
  };
  const state = matter.value.state.value;
  return (
    <div class="new-matter stack">
      <h1>{t('console.new')}</h1>
      {state.is === 'taken' ? (
        <Taken id={state.id} receipt={state.receipt} onAgain={again} />
      ) : (
        <MatterForm matter={matter.value} />
      )}
    </div>
  );
}

function MatterForm({ matter: { fields, result, address, flags, state, submit } }: { matter: Matter }) {
  const own = useRef<HTMLFormElement>(null);
  const { value } = state;
  const faults = value.is === 'filling' ? value.faults : {};
  const error = (name: string): string | undefined => faults[name] && t(faults[name]);
  useEffect(() => {
    if (value.is === 'filling') own.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [value]);
  const send = (event: Event): void => {
    event.preventDefault();
    void submit();
  };
  const tick = (name: keyof typeof flags, label: Key) => (
    <Tick
      label={t(label)}
      on={flags[name].value}
      onInput={(on) => {
        flags[name].value = on;
      }}
    />
  );
  return (
    <form ref={own} class="sheet stack" onSubmit={send} noValidate>
      {fields.grid.draw(error('grid'))}
      {fields.reporter.draw(undefined)}
      {fields.category.draw(error('category'))}
      {fields.words.draw(error('words'))}
      <TextField
        label={t('field.address')}
        hint={t('console.new.address.hint')}
        maxLength={200}
        value={address.value}
        onInput={(text) => {
          address.value = text;
        }}
      />
      <div>
        {tick('resident', 'console.new.resident')}
        {tick('emergency', 'console.new.emergency')}
        {tick('record', 'console.new.record')}
      </div>
      {flags.record.value && result.draw(error('result'))}
      {(value.is === 'refused' || value.is === 'unanswered') && <ProblemNotice problem={value.problem} />}
      {value.is === 'unanswered' && <p>{t('moves.unanswered')}</p>}
      <div>
        <button type="submit" class="main" aria-disabled={value.is === 'sending'}>
          {value.is === 'sending' ? t('moves.sending') : t('console.new.send')}
        </button>
      </div>
    </form>
  );
}

function Taken({ id, receipt, onAgain }: { id: string; receipt: string | undefined; onAgain: () => void }) {
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => own.current?.focus(), []);
  return (
    <div ref={own} tabIndex={-1} class="notice good stack-tight" role="status">
      <p>
        {t('console.new.done')} <CaseNumber id={id} />
      </p>
      {receipt && (
        <div>
          <h2>{t('console.new.receipt')}</h2>
          <p class="mono">{receipt}</p>
          <p class="small">{t('console.new.receipt.why')}</p>
        </div>
      )}
      <div class="row">
        <a class="button main" href={`#/cases/${id}`}>
          {t('console.new.open')}
        </a>
        <button type="button" onClick={onAgain}>
          {t('console.new.again')}
        </button>
      </div>
    </div>
  );
}
