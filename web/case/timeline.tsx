import { useState } from 'preact/hooks';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { Tick } from '../parts/field.tsx';
import { moment, t } from '../shell/words.ts';
import { eventText } from './event-words.ts';
import { isQuiet } from './quiet.ts';
import { whoText } from './who.ts';

/** What happened to a case, each event in words, with who did it and what they wrote. */
export function Timeline({ view }: { view: CaseView }) {
  const [isNewestFirst, setNewestFirst] = useState(true);
  const [withQuiet, setWithQuiet] = useState(false);
  const shown = view.history.filter(({ what }) => withQuiet || !isQuiet(what) || what.type === 'rung');
  return (
    <section class="sheet timeline" aria-labelledby="timeline-title">
      <div class="row spread">
        <h2 id="timeline-title">{t('timeline.title')}</h2>
        <div class="row small">
          <Tick label={t('timeline.quiet')} on={withQuiet} onInput={setWithQuiet} />
          <button type="button" class="plain" onClick={() => setNewestFirst(!isNewestFirst)}>
            {t(isNewestFirst ? 'timeline.newest' : 'timeline.oldest')}
          </button>
        </div>
      </div>
      <ol>
        {(isNewestFirst ? shown.toReversed() : shown).map((event) => (
          <li key={event.seq} class={isQuiet(event.what) ? 'quiet' : ''}>
            <p>
              <strong>{eventText(event.what, view)}</strong>
              <span class="faint small">
                {' '}
                <time dateTime={event.at} class="number">
                  {moment(event.at)}
                </time>
                {' · '}
                {whoText(event.by, view.people)}
              </span>
            </p>
            {event.what.type !== 'opened' && <Words event={event} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What was written with an event, or that it was erased. What was reported stands above all of it. */
function Words({ event: { content, contentDigest } }: { event: CaseView['history'][number] }) {
  if (content)
    return (
      <p class="words" dir="auto">
        {content.words}
      </p>
    );
  return contentDigest === null ? null : <p class="words faint">{t('reported.erased')}</p>;
}
