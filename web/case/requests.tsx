import type { CaseView } from '../../functions/shell/case-view.ts';
import { Due } from '../parts/due.tsx';
import { unitName } from '../shell/directory.ts';
import { moment, t } from '../shell/words.ts';
import { whoText } from './who.ts';
import { wishText } from './wish-words.ts';

/** What is asked for and waits for an answer, with the words of who asked. */
export function Requests({ view }: { view: CaseView }) {
  if (view.requests.length === 0) return null;
  return (
    <section class="sheet requests" aria-labelledby="requests-title">
      <h2 id="requests-title">{t('requests.title')}</h2>
      <ul class="stack-tight">
        {view.requests.map(({ wish, by, at, to, clock }) => (
          <li key={wish.kind}>
            <p>
              <strong>{wishText(wish, view.people)}</strong>
              <span class="faint small"> {t('requests.by', { who: whoText(by, view.people), when: moment(at) })}</span>
            </p>
            <p class="words" dir="auto">
              {wordsOf(view, wish.kind, at)}
            </p>
            <p class="small">
              {t('requests.to', { unit: unitName(to) })} · <Due at={clock.dueAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const wordsOf = ({ history }: CaseView, kind: string, asked: string): string =>
  history.find(({ at, what }) => at === asked && what.type === 'asked' && what.wish.kind === kind)?.content?.words ??
  '';
