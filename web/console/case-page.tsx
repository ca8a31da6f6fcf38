import { useMemo } from 'preact/hooks';
import { type CaseDesk, caseDesk } from '../case/case-desk.ts';
import { CaseHead } from '../case/case-head.tsx';
import { Clocks } from '../case/clocks.tsx';
import { Explanation } from '../case/explanation.tsx';
import { Links } from '../case/links.tsx';
import { Messages } from '../case/messages.tsx';
import { MovesPanel } from '../case/moves-panel.tsx';
import { Notices } from '../case/notices.tsx';
import { Reported } from '../case/reported.tsx';
import { Requests } from '../case/requests.tsx';
import { Timeline } from '../case/timeline.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { t } from '../shell/words.ts';
import { inboxHash } from './inbox-hash.ts';
import { usePulse } from './use-pulse.ts';

/** Cases looked at on this page, with what was begun in their forms. */
const desks = new Map<string, CaseDesk>();

export function CasePage({ id }: { id: string }) {
  const desk = useMemo(() => {
    const known = desks.get(id) ?? caseDesk(id);
    desks.set(id, known);
    return known;
  }, [id]);
  usePulse(desk.read, id);
  const view = desk.view.value;
  const problem = desk.problem.value;
  return (
    <article class="case-page" aria-busy={!view && !problem}>
      <p class="back">
        <a href={inboxHash()}>← {t('console.case.back')}</a>
      </p>
      <ProblemNotice problem={problem} />
      {!view && !problem && <p role="status">{t('page.loading')}</p>}
      {view && (
        <div class="case-columns">
          <div class="case-top stack">
            <CaseHead view={view} />
          </div>
          <div class="case-side stack">
            <MovesPanel desk={desk} view={view} />
            <Clocks view={view} />
            <Links view={view} />
            <Notices view={view} />
          </div>
          <div class="case-body stack">
            <Requests view={view} />
            <Reported view={view} />
            <Messages view={view} />
            <Timeline view={view} />
            <Explanation view={view} />
            <Chain view={view} />
          </div>
        </div>
      )}
    </article>
  );
}

type View = NonNullable<CaseDesk['view']['value']>;

/** Whether the history is what was written. */
function Chain({ view: { chain } }: { view: View }) {
  if (chain.verified) return <p class="faint small">{t('case.chain.fine', { count: chain.length })}</p>;
  return (
    <div class="notice bad">
      {chain.firstBroken !== null && <p>{t('case.chain.broken', { seq: chain.firstBroken })}</p>}
      {chain.changedContents.length > 0 && <p>{t('case.chain.changed')}</p>}
    </div>
  );
}
