import { t } from '../shell/words.ts';
import { Chosen } from './chosen.tsx';
import { draft } from './draft.ts';
import { send, sending } from './sending.ts';

/** The report is on its way, or waits for the network; nothing of it can be changed now. */
export const OnItsWay = () => (
  <div class="stack">
    <h1>{t('residents.sending')}</h1>
    <div role="status">
      {sending.value.state === 'waiting' && (
        <p class="notice bad">
          {t(sending.value.problem.status === 0 ? 'residents.waiting' : 'residents.waiting.busy')}
        </p>
      )}
    </div>
    {sending.value.state === 'waiting' && (
      <div>
        <button type="button" class="main" onClick={() => send()}>
          {t('residents.send.again')}
        </button>
      </div>
    )}
    <section class="sheet" aria-label={t('residents.wrote')}>
      <Chosen />
      <p class="written" dir="auto">
        {draft.value.words}
      </p>
    </section>
  </div>
);
