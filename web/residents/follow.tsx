import { useEffect } from 'preact/hooks';
import type { ReportView } from '../../functions/shell/report-view.ts';
import { AnswerText } from '../parts/answer-text.tsx';
import { Due } from '../parts/due.tsx';
import { LightMark } from '../parts/light.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { type Receipt, receiptText } from '../shell/receipt.ts';
import { go } from '../shell/route.ts';
import { moment, nameOf, t } from '../shell/words.ts';
import { ReceiptBox } from './done.tsx';
import { change } from './draft.ts';
import { read, report, reportProblem } from './followed.ts';
import { Held } from './held.tsx';
import { Messages } from './messages.tsx';
import { open } from './opened.ts';
import { SayWords } from './say.tsx';
import { SentPhotos } from './sent-photos.tsx';
import { SmsChoice } from './sms-choice.tsx';
import { Updates } from './updates.tsx';
import { UploadList } from './upload-list.tsx';

/** How a report stands, for whoever has its receipt. */
export function Follow({ receipt }: { receipt: Receipt }) {
  const text = receiptText(receipt);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void read(receipt);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [text]);
  const { value: known } = report;
  const view = known && receiptText(known.receipt) === text ? known.view : undefined;
  const { value: problem } = reportProblem;
  if (!view && problem) return <NotThere problem={problem} again={() => read(receipt)} />;
  if (!view) return <p role="status">{t('page.loading')}</p>;
  if ('reason' in view) return <Held view={view} receipt={receipt} />;
  return (
    <div class="stack">
      <div>
        <p class="faint small">{t('residents.reported', { time: moment(view.openedAt) })}</p>
        <h1>{nameOf(view.category)}</h1>
        <Stands view={view} />
      </div>
      <ProblemNotice problem={problem} />
      {view.answer && (
        <section class="sheet answer" aria-labelledby="answer">
          <h2 id="answer">{t('residents.answer')}</h2>
          <p class="written" dir="auto">
            {view.answer.words}
          </p>
          <p class="faint small">{moment(view.answer.at)}</p>
        </section>
      )}
      {!view.answer && <AnswerText answer={view.published} />}
      <SayWords view={view} receipt={receipt} />
      <Messages view={view} receipt={receipt} />
      {view.canTakeUp && <TakeUp category={view.category.id} receipt={receipt} />}
      {view.sms && <SmsChoice sms={view.sms} receipt={receipt} />}
      <Updates updates={view.updates} />
      {view.words !== null && (
        <section aria-labelledby="wrote">
          <h2 id="wrote">{t('residents.wrote')}</h2>
          <p class="written" dir="auto">
            {view.words}
          </p>
          {view.place?.address && (
            <p class="faint" dir="auto">
              {view.place.address}
            </p>
          )}
          {view.photos.length > 0 && <SentPhotos receipt={receipt} sentAt={view.openedAt} />}
        </section>
      )}
      <UploadList id={receipt.id} />
      <ReceiptBox receipt={receipt} />
      <div>
        <a class="button" href="#/">
          {t('residents.home')}
        </a>
      </div>
    </div>
  );
}

/** Too late to reopen: the matter is reported again, and both reports name each other. */
function TakeUp({ category, receipt }: { category: string; receipt: Receipt }) {
  const takeUp = (): void => {
    change({ category, reopens: receipt });
    go('/tell');
  };
  return (
    <section class="sheet say" aria-labelledby="take-up">
      <h2 id="take-up">{t('residents.takeUp')}</h2>
      <p>{t('residents.takeUp.why')}</p>
      <div>
        <button type="button" onClick={takeUp}>
          {t('residents.takeUp.do')}
        </button>
      </div>
    </section>
  );
}

/** In one sentence who has it, and until when. */
const Stands = ({ view }: { view: ReportView }) => (
  <div class="stands">
    <p class="sentence">{t(sentenceOf(view), { unit: nameOf(view.holder) })}</p>
    <p>
      <LightMark light={view.light} settled={view.settled} />
    </p>
    {view.dueAt !== null && (
      <p>
        {t('residents.due')} <Due at={view.dueAt} />
      </p>
    )}
    {view.joined && <p>{t('residents.joined')}</p>}
    {view.mergedInto && <p>{t('residents.mergedInto')}</p>}
  </div>
);

const sentenceOf = ({ status, canRate, rating }: ReportView) =>
  status === 'feedback' && (rating || !canRate) ? 'residents.status.answered' : (`residents.status.${status}` as const);

/** A wrong number and a wrong secret are told alike: the server does not say which it was. */
function NotThere({ problem, again }: { problem: NonNullable<typeof reportProblem.value>; again: () => void }) {
  const isUnknown = problem.status === 404 || problem.status === 400;
  return (
    <div class="stack">
      <h1>{t('residents.follow')}</h1>
      {isUnknown ? (
        <p class="notice bad" role="alert">
          {t('residents.receipt.wrong')}
        </p>
      ) : (
        <ProblemNotice problem={problem} />
      )}
      <div class="row">
        {!isUnknown && (
          <button type="button" onClick={again}>
            {t('page.again')}
          </button>
        )}
        <button type="button" onClick={() => open(undefined)}>
          {t('residents.receipt.other')}
        </button>
      </div>
    </div>
  );
}
