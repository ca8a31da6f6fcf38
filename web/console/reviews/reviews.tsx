import { useSignal } from '@preact/signals';
import type { Reviews as Answered, ReviewRow } from '../../../functions/shell/review-messages.ts';
import { CaseNumber } from '../../case/case-number.tsx';
import { Due } from '../../parts/due.tsx';
import { LightMark } from '../../parts/light.tsx';
import { lightAt } from '../../parts/light-at.ts';
import { ProblemNotice } from '../../parts/problem.tsx';
import { instant } from '../../shell/clock.ts';
import { maybe, moment, t } from '../../shell/words.ts';
import { useRead } from './use-read.ts';

/** The open reviews of the district, soonest due first: for the centre. */
export function Reviews() {
  const cursors = useSignal<readonly (string | null)[]>([null]);
  return (
    <div class="stack">
      <h1>{t('console.reviews')}</h1>
      {cursors.value.map((cursor, index) => (
        <ReviewsPage
          key={cursor}
          cursor={cursor}
          onMore={
            index + 1 < cursors.value.length
              ? undefined
              : (next) => {
                  cursors.value = [...cursors.value, next];
                }
          }
        />
      ))}
    </div>
  );
}

function ReviewsPage({ cursor, onMore }: { cursor: string | null; onMore: ((next: string) => void) | undefined }) {
  const query = cursor === null ? '' : `?${new URLSearchParams({ cursor })}`;
  const { value, problem } = useRead<Answered>(`/reviews${query}`);
  if (problem?.status === 403) return <p class="notice">{t('console.reviews.forCentre')}</p>;
  if (problem) return <ProblemNotice problem={problem} />;
  if (!value) return <p role="status">{t('page.loading')}</p>;
  const { reviews, next } = value;
  if (reviews.length === 0 && cursor === null) return <p>{t('console.reviews.empty')}</p>;
  return (
    <>
      <ul class="stack-tight">
        {reviews.map((review) => (
          <ReviewLine key={review.id} review={review} />
        ))}
      </ul>
      {next !== null && onMore && (
        <div>
          <button type="button" onClick={() => onMore(next)}>
            {t('page.more')}
          </button>
        </div>
      )}
    </>
  );
}

function ReviewLine({ review }: { review: ReviewRow }) {
  const { light, settled } = lightAt(review, instant.value);
  return (
    <li class="sheet row spread">
      <a href={`#/reviews/${review.id}`}>
        <CaseNumber id={review.id} />
      </a>
      <LightMark light={light} settled={settled} />
      <span>{maybe(`review.stage.${review.status}`) ?? review.status}</span>
      <Due at={review.dueAt} />
      <span>{maybe(`review.consequence.${review.consequence}`) ?? review.consequence}</span>
      <span class="small">
        {t('console.reviews.case')}{' '}
        <a href={`#/cases/${review.case}`}>
          <CaseNumber id={review.case} />
        </a>
      </span>
      <span class="faint small">
        {t('console.reviews.opened')} {moment(review.openedAt)}
      </span>
    </li>
  );
}
