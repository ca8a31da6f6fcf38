import { groundOf } from '../../domain/case/placing.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { t } from '../shell/words.ts';
import { Photos } from './photos.tsx';
import { PlaceMap } from './place-map.tsx';
import { Reporters } from './reporters.tsx';

/** What was reported: the words, where it is, and what it looks like. */
export function Reported({ view }: { view: CaseView }) {
  const content = view.history[0]?.content;
  const place = content?.place;
  return (
    <section class="sheet reported" aria-labelledby="reported-title">
      <h2 id="reported-title">{t('reported.title')}</h2>
      <div class="reported-parts">
        <div class="stack-tight">
          {content ? (
            <p class="words" dir="auto">
              {content.words}
            </p>
          ) : (
            <p class="faint">{t('reported.erased')}</p>
          )}
          {place?.address && (
            <p>
              <span class="faint">{t('reported.address')} </span>
              <bdi>{place.address}</bdi>
            </p>
          )}
          {place && (
            <p class="faint small number">
              {t('reported.coordinates', {
                latitude: place.latitude.toFixed(5),
                longitude: place.longitude.toFixed(5),
              })}
            </p>
          )}
          <Photos view={view} />
          <Reporters view={view} />
        </div>
        <PlaceMap origin={groundOf(view)} place={place} />
      </div>
    </section>
  );
}
