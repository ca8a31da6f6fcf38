import { words } from 'gridlight-words/handheld';
import { ForOfficers, Frame } from '../parts/frame.tsx';
import { leaveOnlyIf, onLogout } from '../shell/login.ts';
import { online } from '../shell/online.ts';
import { route } from '../shell/route.ts';
import { begin } from '../shell/session.ts';
import { start } from '../shell/start.tsx';
import { t } from '../shell/words.ts';
import { CasePage } from './case-page.tsx';
import { Home } from './home.tsx';
import { forgetSent } from './letters.ts';
import { forgetMe, me, recall } from './mine.ts';
import { Outbox } from './outbox.tsx';
import { isWriting, keepInStep, sendNow } from './post.ts';
import { box, refreshBox } from './sender.ts';
import { TakeIn } from './take-in.tsx';

function Handheld() {
  const content = (
    <>
      <Screen />
      <Tabs />
    </>
  );
  return (
    <Frame name={t('handheld.title')} home="#/">
      {!online.value && (
        <p class="notice" role="status">
          {t('handheld.offline')}
        </p>
      )}
      {/* Somebody whom this device knows works on without a network, and without a login. */}
      {me.value ? content : <ForOfficers>{content}</ForOfficers>}
    </Frame>
  );
}

function Screen() {
  const { path } = route.value;
  const [, room, id] = path.split('/');
  if (room === 'new') return <TakeIn />;
  if (room === 'outbox') return <Outbox />;
  if (room === 'cases' && id) return <CasePage key={id} id={id} />;
  return <Home />;
}

function Tabs() {
  const waiting = box.value.filter(({ state }) => state !== 'sent').length;
  const { path } = route.value;
  const tabs = [
    ['/', t('handheld.tab.mine')],
    ['/new', t('handheld.tab.new')],
    ['/outbox', waiting > 0 ? t('handheld.tab.outboxWith', { count: waiting }) : t('handheld.tab.outbox')],
  ] as const;
  return (
    <nav class="tabs" aria-label={t('handheld.tabs')}>
      {tabs.map(([to, label]) => (
        <a key={to} href={`#${to}`} aria-current={path === to ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}

// The page is there without a network from its second visit on.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/handheld/worker.js', { scope: '/handheld/' });
// What waits to be sent must not be cleared away to make room for something else.
void navigator.storage?.persist?.();
leaveOnlyIf(() => !isWriting());
onLogout(forgetMe);
onLogout(forgetSent);
await recall();
await refreshBox();
await start(Handheld, words, 'handheld.title');
keepInStep();
// Without a network nobody is asked for, but a device that knows nobody says why it shows nothing.
if (navigator.onLine || !me.value) {
  await begin();
  sendNow();
}
