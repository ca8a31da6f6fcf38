import { effect, signal } from '@preact/signals';
import { words } from 'gridlight-words/console';
import { ForOfficers, Frame } from '../parts/frame.tsx';
import { ProblemNotice } from '../parts/problem.tsx';
import { loadPlaces, places } from '../shell/directory.ts';
import { go, route } from '../shell/route.ts';
import { begin, session } from '../shell/session.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';
import { Answers } from './answers.tsx';
import { CasePage } from './case-page.tsx';
import { Inbox } from './inbox.tsx';
import { inboxHash } from './inbox-hash.ts';
import { useKeys } from './keys.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { Moderation } from './moderation.tsx';
import { NewMatter } from './new-matter.tsx';
import { ReviewPage } from './reviews/review-page.tsx';
import { Reviews } from './reviews/reviews.tsx';

const keysShown = signal(false);
/** Whether units and categories could not be read. */
const isLost = signal(false);
/** A page stays open all day, and the directory changes now and then. */
const HOUR = 3_600_000;

async function readPlaces(): Promise<void> {
  isLost.value = !(await loadPlaces());
}

function Console() {
  useKeys({
    'g i': () => go(inboxHash().slice(1)),
    'g n': () => go('/new'),
    '?': () => {
      keysShown.value = true;
    },
  });
  return (
    <Frame name={t('console.title')} home="#/" nav={<Nav />}>
      <ForOfficers>
        <Places />
      </ForOfficers>
      {keysShown.value && (
        <KeysDialog
          onClose={() => {
            keysShown.value = false;
          }}
        />
      )}
    </Frame>
  );
}

const LINKS = [
  ['/', 'console.inbox'],
  ['/new', 'console.new'],
  ['/answers', 'console.answers'],
  ['/reviews', 'console.reviews'],
  ['/moderation', 'console.moderation'],
] as const;

const Nav = () => (
  <nav aria-label={t('console.nav')} class="row console-nav">
    {LINKS.map(([path, key]) => (
      <a
        key={path}
        href={path === '/' ? inboxHash() : `#${path}`}
        aria-current={route.value.path === path ? 'page' : undefined}
      >
        {t(key)}
      </a>
    ))}
    <button
      type="button"
      onClick={() => {
        keysShown.value = true;
      }}
    >
      {t('console.keys.short')}
    </button>
  </nav>
);

/** Nothing is shown before units and categories have their names. */
function Places() {
  if (places.value.revision === 0) return isLost.value ? <Lost /> : <p role="status">{t('page.loading')}</p>;
  const [, room, id] = route.value.path.split('/');
  if (room === '') return <Inbox />;
  if (room === 'cases' && id) return <CasePage key={id} id={id} />;
  if (room === 'new') return <NewMatter />;
  if (room === 'answers') return <Answers />;
  if (room === 'reviews') return id ? <ReviewPage key={id} id={id} /> : <Reviews />;
  if (room === 'moderation') return <Moderation />;
  return <p>{t('page.notThere')}</p>;
}

const Lost = () => (
  <div class="stack">
    <ProblemNotice problem={{ code: 'offline', status: 0, detail: '' }} />
    <div>
      <button type="button" onClick={readPlaces}>
        {t('page.again')}
      </button>
    </div>
  </div>
);

await start(Console, words, 'console.title');
effect(() => {
  if (session.value.state === 'in') void readPlaces();
});
setInterval(() => {
  if (session.value.state === 'in' && document.visibilityState === 'visible') void readPlaces();
}, HOUR);
await begin();
