import type { ReviewView } from '../../../functions/shell/review-view.ts';
import { listText } from '../../case/amounts.ts';
import { CaseNumber } from '../../case/case-number.tsx';
import { whoText } from '../../case/who.ts';
import { Due } from '../../parts/due.tsx';
import { LightMark } from '../../parts/light.tsx';
import { lightAt } from '../../parts/light-at.ts';
import { ProblemNotice } from '../../parts/problem.tsx';
import { instant } from '../../shell/clock.ts';
import { unitName } from '../../shell/directory.ts';
import { moment, t } from '../../shell/words.ts';
import { reviewEventText, subjectText } from './review-words.ts';
import { useRead } from './use-read.ts';

/** One review, to read. */
export function ReviewPage({ id }: { id: string }) {
  const { value, problem } = useRead<ReviewView>(`/reviews/${id}`);
  return (
    <article class="stack">
      <p>
        <a href="#/reviews">← {t('console.reviews.back')}</a>
      </p>
      <ProblemNotice problem={problem} />
      {!value && !problem && <p role="status">{t('page.loading')}</p>}
      {value && <Read review={value} />}
    </article>
  );
}

const Read = ({ review }: { review: ReviewView }) => (
  <>
    <header class="stack-tight">
      <h1>
        {t('console.reviews.one')} <CaseNumber id={review.id} />
      </h1>
      <div class="row">
        <LightMark light={review.light} settled={review.settled} />
        <span class="tag">{t(`review.stage.${review.status}`)}</span>
        <span class="tag">{t(`review.consequence.${review.consequence}`)}</span>
      </div>
      <dl class="facts">
        <div>
          <dt>{t('console.reviews.case')}</dt>
          <dd>
            <a href={`#/cases/${review.case}`}>
              <CaseNumber id={review.case} />
            </a>
          </dd>
        </div>
        <div>
          <dt>{t('console.reviews.opened')}</dt>
          <dd>
            {moment(review.openedAt)} · {whoText(review.openedBy, {})}
          </dd>
        </div>
        <div>
          <dt>{t('console.reviews.units')}</dt>
          <dd>{listText(review.units.map(unitName))}</dd>
        </div>
        {review.evidence && (
          <div>
            <dt>{t('console.reviews.evidence')}</dt>
            <dd class="mono small">{review.evidence.id}</dd>
          </div>
        )}
      </dl>
      <p class="faint small">{t('console.reviews.readOnly')}</p>
    </header>
    <Stages review={review} />
    {review.findings.length > 0 && <Findings review={review} />}
    <section class="sheet timeline" aria-labelledby="review-history">
      <h2 id="review-history">{t('console.reviews.history')}</h2>
      <ol>
        {review.history.toReversed().map(({ seq, at, by, what, content }) => (
          <li key={seq}>
            <p>
              <strong>{reviewEventText(what)}</strong>{' '}
              <span class="faint small">
                {moment(at)} · {whoText(by, {})}
              </span>
            </p>
            {content && (
              <p class="words" dir="auto">
                {content.words}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  </>
);

const Stages = ({ review }: { review: ReviewView }) => (
  <section class="sheet stack-tight clocks" aria-labelledby="review-stages">
    <h2 id="review-stages">{t('console.reviews.stages')}</h2>
    {review.stages.map(({ name, clock, endedAt }) => (
      <div key={name} class="clock row spread">
        <strong>{t(`review.stage.${name}`)}</strong>
        <LightMark {...lightAt(clock, instant.value)} />
        {endedAt === null ? <Due at={clock.dueAt} /> : <span class="faint">{moment(endedAt)}</span>}
      </div>
    ))}
  </section>
);

const Findings = ({ review }: { review: ReviewView }) => (
  <section class="sheet" aria-labelledby="review-findings">
    <h2 id="review-findings">{t('console.reviews.findings')}</h2>
    <ul class="stack-tight">
      {review.findings.map(({ about, responsible, events, at }) => (
        <li key={at}>
          {t('console.reviews.findings.line', {
            subject: subjectText(about),
            responsible: t(`review.responsible.${responsible}`),
            events: listText(events.map(String)),
          })}
        </li>
      ))}
    </ul>
  </section>
);
