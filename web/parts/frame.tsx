import type { ComponentChildren } from 'preact';
import { leaveForLogin, logout } from '../shell/login.ts';
import { begin, session } from '../shell/session.ts';
import { theme } from '../shell/theme.ts';
import { LANGUAGES, type Language, language, nameOf, speakFromNowOn, t } from '../shell/words.ts';
import { ProblemNotice } from './problem.tsx';

interface Props {
  /** What the page is called. */
  name: string;
  /** Its own address, for the name to lead to. */
  home: string;
  /** Links and the like, in the head. */
  nav?: ComponentChildren;
  children: ComponentChildren;
}

/** The page around what it shows: its name, who is here, the language, the theme. */
export function Frame({ name, home, nav, children }: Props) {
  const who = session.value.state === 'in' ? session.value.me : undefined;
  return (
    <div class="frame">
      <header>
        <button type="button" class="skip" onClick={toMain}>
          {t('page.skip')}
        </button>
        <a class="name" href={home}>
          {name}
        </a>
        {nav}
        {who && (
          <span class="small">
            {who.officer?.name ?? who.subject}
            {who.posts[0] && ` · ${nameOf(who.posts[0])}`}
          </span>
        )}
        <LanguageChoice />
        <button type="button" onClick={theme.next} aria-label={t('page.theme')} title={t('page.theme')}>
          <span aria-hidden="true">◐</span>
        </button>
        {who && (
          <button type="button" onClick={logout}>
            {t('page.logout')}
          </button>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function toMain(): void {
  document.getElementById('main')?.focus();
}

const LanguageChoice = () => (
  <select
    aria-label={t('page.language')}
    value={language()}
    onInput={(event) => speakFromNowOn(event.currentTarget.value as Language)}
  >
    {Object.entries(LANGUAGES).map(([value, label]) => (
      <option key={value} value={value} lang={value}>
        {label}
      </option>
    ))}
  </select>
);

/** What needs somebody to be logged in: shows its children then, and a way in before. */
export function ForOfficers({ children }: { children: ComponentChildren }) {
  const { value } = session;
  if (value.state === 'in') return <>{children}</>;
  if (value.state === 'asking') return <p role="status">{t('page.loading')}</p>;
  return (
    <div class="sheet stack">
      <h1>{t('login.title')}</h1>
      {value.state === 'refused' && <ProblemNotice problem={value.problem} />}
      {value.state === 'refused' && value.problem.status !== 403 && (
        <button type="button" onClick={begin}>
          {t('page.again')}
        </button>
      )}
      <p>{t('login.why')}</p>
      <div>
        <button type="button" class="main" onClick={() => leaveForLogin()}>
          {t('login.go')}
        </button>
      </div>
    </div>
  );
}
