import { useSignal } from '@preact/signals';
import { MOST_WORDS } from '../../domain/case/messages.ts';
import type { ReportView } from '../../functions/shell/report-view.ts';
import { WordsField } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import type { Receipt } from '../shell/receipt.ts';
import { moment, nameOf, readable, t } from '../shell/words.ts';
import { useSaying } from './say.tsx';
import { toFault } from './to-fault.ts';

/** What the resident and whoever works on the matter have written to each other, the oldest first, and room for more. */
export function Messages({ view, receipt }: { view: ReportView; receipt: Receipt }) {
  const { messages, canMessage } = view;
  if (messages.length === 0 && !canMessage) return null;
  return (
    <section class="sheet stack" aria-labelledby="messages">
      <h2 id="messages">{t('residents.messages')}</h2>
      {messages.length > 0 && (
        <ol class="talk">
          {messages.map(({ at, from, unit, words }) => (
            <li key={`${at} ${words}`} class={from}>
              <p class="faint small">
                {unit ? nameOf(unit) : t('residents.messages.you')} · <time dateTime={at}>{moment(at)}</time>
              </p>
              <p class="written" dir="auto">
                {words}
              </p>
            </li>
          ))}
        </ol>
      )}
      {canMessage && <Write receipt={receipt} />}
    </section>
  );
}

function Write({ receipt }: { receipt: Receipt }) {
  const words = useSignal('');
  const isMissing = useSignal(false);
  const { isBusy, problem, send } = useSaying(receipt);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const said = readable(words.value);
    isMissing.value = said === '';
    if (isMissing.value) return toFault(event);
    await send({ type: 'message', words: said });
    if (!problem.value) words.value = '';
  };
  return (
    <form onSubmit={submit} class="stack" noValidate>
      <WordsField
        label={t('residents.messages.write')}
        hint={t('residents.messages.hint')}
        error={isMissing.value && readable(words.value) === '' ? t('residents.messages.missing') : undefined}
        value={words.value}
        rows={2}
        maxLength={MOST_WORDS}
        onInput={(text) => {
          words.value = text;
        }}
      />
      <ProblemNotice problem={problem.value} />
      <div>
        <button type="submit" aria-disabled={isBusy.value}>
          {t('residents.messages.send')}
        </button>
      </div>
    </form>
  );
}
