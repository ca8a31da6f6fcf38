import { useSignal } from '@preact/signals';
import type { ReportView } from '../../functions/shell/report-view.ts';
import { WordsField } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import type { Problem } from '../shell/api.ts';
import type { Receipt } from '../shell/receipt.ts';
import { moment, readable, t } from '../shell/words.ts';
import { type Said, say } from './followed.ts';
import { toFault } from './to-fault.ts';

/** Rate the answer, or ask for it to be taken up again, while that is open to the resident. */
export function SayWords({ view, receipt }: { view: ReportView; receipt: Receipt }) {
  return (
    <>
      {view.rating && (
        <p class="notice good">{t(view.rating.satisfied ? 'residents.rated.yes' : 'residents.rated.no')}</p>
      )}
      {view.canRate && !view.rating && <Rate until={view.rateUntil} receipt={receipt} />}
      {view.canReopen && <Reopen isAsked={view.rating?.satisfied === false} receipt={receipt} />}
    </>
  );
}

export function useSaying(receipt: Receipt) {
  const isBusy = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  const send = async (said: Said): Promise<void> => {
    if (isBusy.value) return;
    isBusy.value = true;
    problem.value = await say(receipt, said);
    isBusy.value = false;
  };
  return { isBusy, problem, send };
}

function Rate({ until, receipt }: { until: string | null; receipt: Receipt }) {
  const words = useSignal('');
  const { isBusy, problem, send } = useSaying(receipt);
  const rate = (satisfied: boolean) => () => {
    const said = readable(words.value);
    return send({ type: 'rate', satisfied, ...(said && { words: said }) });
  };
  return (
    <section class="sheet stack say" aria-labelledby="rate">
      <div>
        <h2 id="rate">{t('residents.rate')}</h2>
        {until !== null && <p class="faint small">{t('residents.rate.until', { time: moment(until) })}</p>}
      </div>
      <WordsField
        label={t('residents.rate.words')}
        value={words.value}
        rows={2}
        onInput={(text) => {
          words.value = text;
        }}
      />
      <ProblemNotice problem={problem.value} />
      <div class="row two">
        <button type="button" class="main" aria-disabled={isBusy.value} onClick={rate(true)}>
          {t('residents.rate.yes')}
        </button>
        <button type="button" aria-disabled={isBusy.value} onClick={rate(false)}>
          {t('residents.rate.no')}
        </button>
      </div>
    </section>
  );
}

/** Open at once for who was not content, behind a press for all others. */
function Reopen({ isAsked, receipt }: { isAsked: boolean; receipt: Receipt }) {
  const reason = useSignal('');
  const isMissing = useSignal(false);
  const { isBusy, problem, send } = useSaying(receipt);
  const submit = (event: Event): void => {
    event.preventDefault();
    isMissing.value = readable(reason.value) === '';
    if (isMissing.value) toFault(event);
    else void send({ type: 'reopen', reason: readable(reason.value) });
  };
  return (
    <details class="sheet say" open={isAsked}>
      <summary>{t('residents.reopen')}</summary>
      <form onSubmit={submit} class="stack" noValidate>
        <p>{t('residents.reopen.why')}</p>
        <WordsField
          label={t('residents.reopen.reason')}
          error={isMissing.value && readable(reason.value) === '' ? t('residents.reopen.missing') : undefined}
          value={reason.value}
          rows={3}
          required
          onInput={(text) => {
            reason.value = text;
          }}
        />
        <ProblemNotice problem={problem.value} />
        <div>
          <button type="submit" aria-disabled={isBusy.value}>
            {t('residents.reopen.send')}
          </button>
        </div>
      </form>
    </details>
  );
}
