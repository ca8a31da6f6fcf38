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
        <Menu />
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

/** Who is here, and how the page is to be shown: out of the way until it is asked for. */
function Menu() {
  const who = 'me' in session.value ? session.value.me : undefined;
  return (
    <details class="menu">
      <summary>{who?.officer?.name ?? who?.subject ?? t('page.menu')}</summary>
      <div class="stack-tight">
        {who?.posts.map((post) => (
          <span key={`${post.unit} ${post.role}`} class="small">
            {nameOf(post)} · {t(`role.${post.role}`)}
          </span>
        ))}
        <LanguageChoice />
        <button type="button" onClick={theme.next}>
          {t('page.theme')}
        </button>
        {who && (
          <button type="button" onClick={logout}>
            {t('page.logout')}
          </button>
        )}
      </div>
    </details>
  );
}

const LanguageChoice = () => (
  <select
    aria-label={t('page.language')}
    value={language()}
    onInput={({ currentTarget }) => {
      if (!speakFromNowOn(currentTarget.value as Language)) currentTarget.value = language();
    }}
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
  if (value.state === 'over')
    return (
      <>
        <div class="notice bad row" role="alert">
          {t('login.over')}
          <button type="button" onClick={() => leaveForLogin()}>
            {t('login.go')}
          </button>
        </div>
        {children}
      </>
    );
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
