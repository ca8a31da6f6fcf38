import { useEffect, useMemo } from 'preact/hooks';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { CaseHead } from '../case/case-head.tsx';
import { Clocks } from '../case/clocks.tsx';
import { Messages } from '../case/messages.tsx';
import { MovesPanel } from '../case/moves-panel.tsx';
import { Reported } from '../case/reported.tsx';
import { Timeline } from '../case/timeline.tsx';
import { online } from '../shell/online.ts';
import { t } from '../shell/words.ts';
import { letterDesk } from './letter-desk.ts';
import { renewCase } from './mine.ts';
import { sendNow } from './post.ts';
import { box } from './sender.ts';

/** One case in the hand: how it stands, what can be done now, and what of it still waits to be sent. */
export function Case({ view }: { view: CaseView }) {
  const { id } = view;
  const desk = useMemo(() => letterDesk(id, view), [id]);
  const waiting = box.value.filter(({ about, state }) => about === id && state !== 'sent').length;
  useEffect(() => {
    if (online.value) void renewCase(id);
  }, [id]);
  return (
    <article class="stack">
      <CaseHead view={view} />
      {waiting > 0 ? (
        <p class="notice" role="status">
          {t('handheld.waits', { count: waiting })} <a href="#/outbox">{t('handheld.outbox')}</a>
        </p>
      ) : (
        <MovesPanel desk={desk} view={view} onMoved={sendNow} />
      )}
      <Clocks view={view} />
      <Reported view={view} />
      <Messages view={view} />
      <Timeline view={view} />
    </article>
  );
}
