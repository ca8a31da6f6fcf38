import type { Persona } from './issuer.ts';

/** Headers of the pages of the issuer. They hold no script at all. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** A page on which somebody chooses whom to log in as. `parameters` are sent along with the choice. */
export function choicePage(
  personas: readonly Persona[],
  parameters: URLSearchParams,
  current: string | undefined,
): string {
  const hidden = [...parameters].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const choices = personas.map((persona) => {
    const here = persona.id === current ? '<span class="here">目前登录 · <span lang="en">logged in</span></span>' : '';
    const about = persona.about ?? [{ lang: 'en', text: `${persona.role}, ${persona.unit}` }];
    const lines = about.map(({ lang, text }) => `<span class="about" lang="${escaped(lang)}">${escaped(text)}</span>`);
    return `<li><button name="persona" value="${escaped(persona.id)}"><span class="name">${escaped(persona.name)}</span>${here}${lines.join('')}</button></li>`;
  });
  return page(
    '选择身份登录',
    'Choose whom to log in as',
    `<p>本机演示，不需密码。<span lang="en">These are people of the sample on this machine; no password is asked.</span></p>
    <form method="post" action="/local/authorize">${hidden.join('')}
      <ul>${choices.join('\n')}</ul>
    </form>`,
  );
}

/** A page that says something to who is in front of it. */
export const messagePage = (titleZh: string, title: string, message: string): string =>
  page(titleZh, title, `<p lang="en">${escaped(message)}</p>`);

const page = (titleZh: string, title: string, main: string): string => `<!doctype html>
<html lang="zh-Hans">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escaped(titleZh)} · ${escaped(title)}</title>
    <link rel="stylesheet" href="/local/authorize.css">
  </head>
  <body>
    <main>
    <h1>${escaped(titleZh)} <span lang="en">${escaped(title)}</span></h1>
    ${main}
    </main>
  </body>
</html>
`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

export const STYLESHEET = `:root { color-scheme: light dark; --ground: light-dark(#f4f6f5, #11181a); --sheet: light-dark(#fff, #1a2427);
  --ink: light-dark(#16262b, #e6eeee); --soft: light-dark(#4b5f65, #a9babd); --line: light-dark(#c4d0d2, #39494d);
  --accent: light-dark(#0f4c5c, #7fc4d3); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: clamp(1.25rem, 5vw, 3.5rem) 1rem; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; text-wrap: balance; }
h1 [lang], p [lang] { display: block; }
h1 [lang] { font-size: 1.05rem; font-weight: 500; color: var(--soft); }
p { color: var(--soft); overflow-wrap: anywhere; }
ul { list-style: none; margin: 1.5rem 0 0; padding: 0; display: grid; gap: .6rem; }
@media (min-width: 38rem) { ul { grid-template-columns: 1fr 1fr; } }
button { display: grid; grid-template-columns: 1fr auto; gap: 0 .75rem; width: 100%; height: 100%; align-content: start;
  padding: .8rem 1rem; text-align: start; font: inherit; color: inherit; background: var(--sheet);
  border: 1px solid var(--line); border-radius: .6rem; cursor: pointer; }
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.name { font-size: 1.15rem; font-weight: 600; color: var(--accent); }
.here { font-size: .8rem; align-self: center; color: var(--soft); }
.here [lang] { font-style: italic; }
.about { grid-column: 1 / -1; }
.about + .about { font-size: .9rem; color: var(--soft); }
`;
