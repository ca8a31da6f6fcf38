import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import { catalogues, LANGUAGES, messagesOf, ROOMS } from './messages/catalogues.ts';

const ROOT = import.meta.dirname;

interface Page {
  /** Its folder in the address, empty for the front door. */
  folder: string;
  /** `web/<room>/main.tsx` and `web/<room>/<room>.css`. */
  room: string;
  title: string;
  /** The rooms whose words it has from the start. */
  words: readonly string[];
  /** And those it loads when they are needed. */
  later?: readonly string[];
  /** Further lines of its head. */
  head?: string;
}

const INSTALLABLE = [
  '<link rel="manifest" href="/handheld/manifest.webmanifest">',
  '<link rel="apple-touch-icon" href="/handheld/icon-180.png">',
  '<meta name="theme-color" content="#0f4c5c">',
].join('\n    ');

/** The pages, and what each is called before its words are there. */
export const PAGES: readonly Page[] = [
  { folder: '', room: 'residents', words: ['common', 'residents'], title: '民情受理反馈' },
  { folder: 'published', room: 'published', words: ['common', 'published'], title: '民情公开' },
  {
    folder: 'handheld',
    room: 'handheld',
    words: ['common', 'handheld'],
    later: ['case'],
    title: '网格手持',
    head: INSTALLABLE,
  },
  { folder: 'console', room: 'console', words: ['common', 'case', 'console'], title: '网格办件' },
  { folder: 'wall', room: 'wall', words: ['common', 'wall'], title: '三色灯' },
  { folder: 'admin', room: 'admin', words: ['common', 'case', 'admin'], title: '目录管理' },
];

/**
 * Builds the pages into `outdir`: an `index.html` a page, hashed scripts, styles and catalogues below `assets/`, the
 * worker and the manifest of the handheld. Throws if a word is missing in a language. The same sources give the same bytes.
 */
export function buildSite(outdir: string): void {
  const work = mkdtempSync(join(tmpdir(), 'gridlight-pages-'));
  try {
    const metafile = bundled(outdir, wordsOf(work), proveWorker(outdir));
    for (const page of PAGES) knowsItsWords(page, metafile);
    const at = (entry: string): string => entryOf(metafile, entry)[0];
    for (const page of PAGES) {
      mkdirSync(join(outdir, page.folder), { recursive: true });
      const { room } = page;
      writeFileSync(
        join(outdir, page.folder, 'index.html'),
        html(page, addressOf(at(`${room}/main.tsx`)), addressOf(at(`${room}/${room}.css`))),
      );
    }
    cpSync(join(ROOT, 'static'), outdir, { recursive: true });
    worker(outdir, metafile);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** `../some/where/assets/x.js`, as esbuild names what it wrote, is `/assets/x.js` in the browser. */
const addressOf = (output: string): string => `/assets/${basename(output)}`;

function entryOf({ outputs }: Metafile, entry: string) {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry);
  if (!found) throw new Error(`${entry} was not built`);
  return found;
}

/** Every output that an entry may load, at once or later, itself first. */
function reached(metafile: Metafile, entry: string): string[] {
  const files = new Set([entryOf(metafile, entry)[0]]);
  for (const file of files) {
    for (const { path, external } of metafile.outputs[file]?.imports ?? []) if (!external) files.add(path);
  }
  return [...files];
}

/** The sources of ours that an entry may run. */
const sourcesOf = (metafile: Metafile, entry: string): string[] =>
  reached(metafile, entry)
    .flatMap((output) => Object.keys(metafile.outputs[output]?.inputs ?? {}))
    .filter((source) => /\.tsx?$/.test(source) && !source.startsWith('..'));

/** The worker that solves challenges for the residents' page, at an address that says what is in it. */
function proveWorker(outdir: string): string {
  const { outputs } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [{ in: 'worker/prove.ts', out: 'prove' }],
    outdir,
    entryNames: 'assets/[name]-[hash]',
    bundle: true,
    metafile: true,
    minify: true,
    format: 'iife',
    target: TARGET,
    legalComments: 'none',
  }).metafile;
  const [file = ''] = Object.keys(outputs);
  return addressOf(file);
}

function bundled(outdir: string, words: string, prove: string) {
  return buildSync({
    absWorkingDir: ROOT,
    entryPoints: PAGES.flatMap(({ room }) => [
      { in: `${room}/main.tsx`, out: room },
      { in: `${room}/${room}.css`, out: room },
    ]),
    outdir,
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    bundle: true,
    splitting: true,
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: TARGET,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
    alias: { 'gridlight-words': words },
    define: { PROVE_WORKER: JSON.stringify(prove) },
  }).metafile;
}

/** Throws, naming the keys, when a page says what none of its catalogues has. */
function knowsItsWords({ room, words, later = [] }: Page, metafile: Metafile): void {
  const all = new Set(ROOMS.flatMap((each) => Object.keys(messagesOf(each, 'zh-Hans'))));
  const own = new Set([...words, ...later].flatMap((each) => Object.keys(messagesOf(each, 'zh-Hans'))));
  for (const source of sourcesOf(metafile, `${room}/main.tsx`)) {
    const said = readFileSync(join(ROOT, source), 'utf8').match(/(?<=')[a-zA-Z]+\.[\w.-]+(?=')/g) ?? [];
    const missing = said.filter((key) => all.has(key) && !own.has(key));
    if (missing.length > 0)
      throw new Error(`${room} says ${missing.join(', ')} in ${source} and does not load these words`);
  }
}

/** What phones in the field have: Chromium and WebView from 2022 on, Safari from 2022 on. */
const TARGET = ['chrome110', 'safari16', 'firefox110'];

/** The words of cases, for pages that show one only when it is opened. */
const LATER = { room: 'case', words: ['case'] };

/** Writes the compiled catalogues, a module a page that loads the one of a language, and returns their folder. */
function wordsOf(work: string): string {
  for (const { room, words } of [...PAGES, LATER]) {
    const folder = join(work, room);
    mkdirSync(folder);
    for (const [language, messages] of Object.entries(catalogues(words))) {
      writeFileSync(join(folder, `${language}.json`), JSON.stringify(messages));
    }
    const loaders = LANGUAGES.map((language) => `'${language}': () => import('./${room}/${language}.json')`);
    writeFileSync(join(work, `${room}.js`), `export const words = { ${loaders.join(', ')} };`);
  }
  return work;
}

const html = ({ title, head = '' }: Page, script: string, style: string): string => `<!doctype html>
<html lang="zh-Hans">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="${style}">
    <script type="module" src="${script}"></script>
    ${head}
  </head>
  <body>
    <div id="page"></div>
    <noscript><p>请启用 JavaScript。 · Please enable JavaScript.</p></noscript>
  </body>
</html>
`;

/** The worker of the handheld keeps the page, all that its scripts may load, and what stands beside it. */
function worker(outdir: string, metafile: Metafile): void {
  const beside = readdirSync(join(outdir, 'handheld')).map((name) => `/handheld/${name}`);
  const named = ['main.tsx', 'handheld.css'].map((entry) => addressOf(entryOf(metafile, `handheld/${entry}`)[0]));
  const files = [
    ...reached(metafile, 'handheld/main.tsx').map(addressOf),
    ...reached(metafile, 'handheld/handheld.css').map(addressOf),
    ...beside,
  ];
  const kept = files.filter((path) => path !== '/handheld/index.html').toSorted();
  const version = createHash('sha256');
  for (const path of ['/handheld/index.html', ...kept]) version.update(path).update(readFileSync(join(outdir, path)));
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: ['worker/worker.ts'],
    outfile: join(outdir, 'handheld/worker.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: TARGET,
    legalComments: 'none',
    define: {
      KEPT: JSON.stringify(kept),
      NAMED: JSON.stringify(named),
      VERSION: JSON.stringify(version.digest('hex').slice(0, 16)),
    },
  });
}
