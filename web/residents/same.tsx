import { signal } from '@preact/signals';
import type { SimilarCases } from '../../functions/shell/report-messages.ts';
import { LightMark } from '../parts/light.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { ask } from '../shell/api.ts';
import { go } from '../shell/route.ts';
import { moment, t } from '../shell/words.ts';
import { Chosen } from './chosen.tsx';
import { draft, photos } from './draft.ts';
import { send, sending } from './sending.ts';

type Offer = SimilarCases['cases'][number];

/** What others reported near there: asked for once, before what was written is sent. */
export const offers = signal<readonly Offer[]>([]);

/** Offers what may be the same matter; sends at once where there is none, or nobody can say, as of an address alone. */
export async function offerOrSend(): Promise<void> {
  const { category, grid, place, reopens } = draft.value;
  // What takes up a report of one's own is not somebody else's.
  const body = { category, ...(grid !== '' && { grid }), ...(place && { place }) };
  const answer =
    reopens || grid === ''
      ? undefined
      : await ask<SimilarCases>('/public/similar', { method: 'POST', body, open: true });
  offers.value = answer?.ok ? answer.value.cases : [];
  if (offers.value.length === 0) return send();
  go('/same');
}

/** Others have reported something of this kind near there: the same, or not. */
export const Same = ({ offered }: { offered: readonly Offer[] }) => (
  <div class="stack">
    <div>
      <h1>{t('residents.same')}</h1>
      <Chosen />
      <p>{t('residents.same.why')}</p>
      {photos.value.length > 0 && <p class="notice">{t('residents.same.photos')}</p>}
    </div>
    <ul class="plain stack">
      {offered.map((offer) => (
        <li key={offer.id} class="sheet stack-tight">
          <p>
            <strong>{t('residents.same.reported', { time: moment(offer.openedAt) })}</strong>
          </p>
          {offer.metres !== null && <p>{t('residents.same.metres', { metres: Math.max(10, offer.metres) })}</p>}
          <p>
            <LightMark light={offer.light} settled={offer.settled} />
          </p>
          <p class="faint">{t('residents.same.joined', { count: offer.joined })}</p>
          <p class="faint small">
            {t('residents.same.number')} <code>{offer.id}</code>
          </p>
          <div>
            <button type="button" class="main" onClick={() => send(offer.id)}>
              {t('residents.same.join')}
            </button>
          </div>
        </li>
      ))}
    </ul>
    <ProblemNotice problem={sending.value.state === 'refused' ? sending.value.problem : undefined} />
    <div class="row spread ways">
      <a class="button" href="#/where">
        {t('page.back')}
      </a>
      <button type="button" class="send" onClick={() => send()}>
        {t('residents.same.another')}
      </button>
    </div>
  </div>
);
