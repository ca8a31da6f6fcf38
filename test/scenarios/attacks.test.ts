import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { aBrowser, CHROMIUM, logIn } from '../support/a-browser.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { serveFolder } from '../support/a-folder-server.ts';
import { playScene, SCENE, sceneDistrict, scenePersonas } from '../support/a-scene.ts';
import { HOSTILE, hostileName, hostileNames, hostileText, NOTHING, outcomeOf, watched } from '../support/hostile.ts';
import { wordsIn } from '../support/words.ts';

/** Whatever people write, and whatever stands in an address, is text on every page, and does nothing. */

const say = wordsIn('zh-Hans');
const isHere = CHROMIUM !== undefined;
const GRID = 'niushi-v1-g1';
const PAGES = ['/', '/handheld/', '/console/', '/wall/', '/admin/'];
const STATIC = new URL('../../web/static', import.meta.url).pathname;
const DESK: BrowserContextOptions = { locale: 'zh-CN', viewport: { width: 1280, height: 900 } };

let cloud: TestCloud;
let browser: Browser;
beforeAll(async () => {
  if (!isHere) return;
  [cloud, browser] = await Promise.all([
    aCloud({ directory: hostileNames(sceneDistrict()), personas: scenePersonas }),
    aBrowser(),
  ]);
  await playScene(cloud, hostileText());
});
afterAll(async () => {
  await browser?.close();
  await cloud?.[Symbol.asyncDispose]();
});

/** A page in which somebody is logged in, watched. */
async function desk(path: string, persona?: string): Promise<{ page: Page; seen: string[] }> {
  const own = await watched(await browser.newContext(DESK), cloud.url);
  if (persona) await logIn(own.page, cloud.url + path, persona);
  else await own.page.goto(cloud.url + path);
  return own;
}

const goTo = (page: Page, hash: string) => page.evaluate(`location.hash = ${JSON.stringify(hash)}`);

/** All text of the page, and what stands in its fields. */
const SHOWN = `[document.body.textContent, ...[...document.querySelectorAll('input')].map(({ value }) => value)].join(' ')`;

/** Waits until the page shows these as text, and looks at what else they did. */
async function showsAsText(page: Page, texts: readonly string[]): Promise<void> {
  const squeezed = (text: string): string => text.replace(/\s+/g, ' ');
  const all = async () => squeezed(z.parse(z.string(), await page.evaluate(SHOWN)));
  for (const text of texts) await expect.poll(all, { timeout: 10_000 }).toContain(squeezed(text));
  expect(await outcomeOf(page)).toEqual(NOTHING);
}

describe.skipIf(!isHere)('hostile words and names', () => {
  test('in the console: inbox, case with its timeline, moves, new matter, reviews', async () => {
    const { page, seen } = await desk('/console/', 'shawan');
    await goTo(page, '#/?unit=dept-housing');
    await showsAsText(page, [hostileName('住建局'), hostileName('道路破损')]);
    await goTo(page, `#/cases/${SCENE.joint}`);
    const { history, people } = await cloud.see(SCENE.joint);
    const written = history.flatMap(({ content }) => (content ? [content.words, content.place?.address ?? ''] : []));
    expect(new Set(written).size).toBeGreaterThanOrEqual(HOSTILE.length - 1);
    await showsAsText(page, [...written, ...Object.values(people)]);
    for (const offer of await page.getByRole('region', { name: '可办事项' }).getByRole('button').all()) {
      if (await offer.isVisible()) await offer.click();
    }
    await showsAsText(page, []);
    await goTo(page, '#/new');
    await showsAsText(page, [hostileName('火情')]);
    await goTo(page, '#/reviews');
    await page.getByRole('main').getByRole('link').first().waitFor();
    await goTo(page, `#/reviews/${SCENE.review}`);
    await showsAsText(page, [hostileName('双河村第一网格')]);
    expect(seen).toEqual([]);
  });

  test('in the handheld', async () => {
    const { page, seen } = await desk('/handheld/', GRID);
    const { history } = await cloud.see(SCENE.yellow);
    const { words = '', place } = history[0]?.content ?? {};
    await showsAsText(page, [hostileName('道路破损'), words]);
    await goTo(page, `#/cases/${SCENE.yellow}`);
    await showsAsText(page, [words, place?.address ?? '']);
    for (const words of [HOSTILE[0], HOSTILE[1], HOSTILE[4], HOSTILE[5]]) {
      await goTo(page, '#/new');
      await page.getByText(hostileName('道路破损'), { exact: true }).click();
      await page.getByLabel('情况说明').fill(words);
      await page.getByLabel('地址').fill(HOSTILE[1]);
      await page.getByRole('button', { name: '受理', exact: true }).click();
      await page.getByRole('heading', { name: '发件箱' }).waitFor();
      await showsAsText(page, [words]);
    }
    expect(seen).toEqual([]);
  });

  test('on the wall', async () => {
    const { page, seen } = await desk('/wall/', 'shawan');
    await showsAsText(page, [hostileName('沙湾区网格监管中心'), hostileName('牛石镇'), hostileName('火情')]);
    await goTo(page, '#/niushi-v1');
    await showsAsText(page, [hostileName('双河村第二网格')]);
    await goTo(page, '#/niushi?big=1');
    await showsAsText(page, [hostileName('牛石镇')]);
    expect(seen).toEqual([]);
  });

  test('where residents follow and report', async () => {
    const { page, seen } = await desk(`/#/r/${SCENE.receipt}`);
    const { history } = await cloud.see(SCENE.answered);
    const written = history.flatMap(({ content, what }) =>
      content && ['opened', 'resolved'].includes(what.type) ? [content.words] : [],
    );
    expect(written.length).toBe(2);
    await showsAsText(page, [...written, hostileName('道路破损'), hostileName('双河村第一网格')]);
    await goTo(page, '#/');
    await page.getByRole('button', { name: '火情' }).click();
    await page.getByLabel('出了什么事').fill(HOSTILE[2]);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('乡镇（街道）').selectOption('fulu');
    await page.getByLabel('村（社区）').selectOption('fulu-v1');
    await page.getByLabel('具体位置').fill(HOSTILE[1]);
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('link', { name: '查看进度' }).click();
    await showsAsText(page, [HOSTILE[2], HOSTILE[1]]);
    expect(seen).toEqual([]);
  });

  test('in the directory', async () => {
    const { page, seen } = await desk('/admin/', 'admin');
    for (const [hash, name] of [
      ['#/units', '沙湾区网格监管中心'],
      ['#/officers', '主任'],
      ['#/officers/of-niushi', '牛石镇'],
      ['#/categories', '火情'],
      ['#/calendars', '全国'],
      ['#/rosters', '牛石镇'],
    ] as const) {
      await goTo(page, hash);
      await showsAsText(page, [hostileName(name)]);
    }
    await goTo(page, '#/units/niushi-v1-g1');
    await page.getByLabel('名称', { exact: true }).fill('<img src=x onerror="globalThis.ran=1">');
    await goTo(page, '#/changes');
    await page.getByRole('button', { name: say('admin.preview'), exact: true }).click();
    await page.getByRole('button', { name: say('admin.apply'), exact: true }).click();
    await showsAsText(page, ['<img src=x onerror="globalThis.ran=1">']);
    expect(seen).toEqual([]);
  });
});

describe.skipIf(!isHere)('hostile addresses', () => {
  const EVIL = [
    '<img src=x onerror=globalThis.ran=1>',
    '%3Cscript%3EglobalThis.ran=1%3C/script%3E',
    '..',
    '%',
    '__proto__',
  ];
  const ROUTES: Record<string, [persona: string | undefined, hashes: string[]]> = {
    '/': [undefined, ['#/r/', '#/done/', '#/', '#javascript:alert(1)//', '#//evil.example/']],
    '/handheld/': [GRID, ['#/cases/', '#/', '#/outbox/']],
    '/console/': ['shawan', ['#/cases/', '#/reviews/', '#/?unit=', '#/?light=', '#/?category=', '#/?number=', '#/']],
    '/wall/': ['shawan', ['#/', '#/?big=']],
    '/admin/': ['admin', ['#/units/', '#/officers/', '#/categories/', '#/calendars/', '#/rosters/', '#/']],
  };
  test.each(Object.entries(ROUTES))('%s', async (path, [persona, hashes]) => {
    const { page, seen } = await desk(path, persona);
    for (const hash of hashes) {
      for (const evil of EVIL) {
        await goTo(page, `${hash}${evil}`);
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))');
        expect([hash, evil, await outcomeOf(page), seen]).toEqual([hash, evil, NOTHING, []]);
      }
    }
    await page.goto(`${cloud.url}${path}?state=<script>&code="><img src=x onerror=globalThis.ran=1>#/${EVIL[0]}`);
    await page.getByRole('banner').or(page.getByRole('main')).first().waitFor();
    expect([await outcomeOf(page), seen]).toEqual([NOTHING, []]);
  });
});

describe.skipIf(!isHere)('the pages themselves', () => {
  test.each(PAGES)('%s has a strict policy, and stands in no frame', async (path) => {
    const { headers } = await fetch(cloud.url + path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'/);
    expect(policy).not.toMatch(/unsafe|\*|data: '|strict-dynamic/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');

    await using elsewhere = await serveFolder(STATIC);
    const page = await (await browser.newContext(DESK)).newPage();
    await page.goto(`${elsewhere.url}/404.html`);
    await page.setContent(`<iframe src="${cloud.url}${path}"></iframe>`);
    await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
  });

  test.each([
    ['/handheld/', GRID],
    ['/console/', 'shawan'],
    ['/wall/', 'shawan'],
    ['/admin/', 'admin'],
  ])('%s leaves no token in anything that the browser keeps', async (path, persona) => {
    const context = await browser.newContext(DESK);
    const page = await context.newPage();
    const tokens = new Set<string>();
    page.on('request', (request) => {
      const { authorization } = request.headers();
      if (authorization) tokens.add(authorization.replace('Bearer ', ''));
    });
    const answered = page.waitForResponse(/\/token$/);
    await logIn(page, cloud.url + path, persona);
    for (const token of longTexts(await (await answered).text())) tokens.add(token);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await expect.poll(() => tokens.size).toBeGreaterThan(0);
    const all = async () => z.parse(z.string(), await page.evaluate(ALL_THAT_IS_KEPT));
    // The handheld keeps who it belongs to, and is looked at once it has.
    await expect.poll(all, { timeout: 10_000 }).toContain(path === '/handheld/' ? `local|of-${GRID}` : 'address');
    const kept = await all();
    for (const token of tokens) expect(kept).not.toContain(token.split('.').at(-1));
    expect(kept).not.toMatch(/eyJ|code=|verifier/);
  });
});

/** Tokens are long: everything of an answer that is a string of more than thirty characters. */
const longTexts = (answer: string): string[] =>
  Object.values(z.parse(z.record(z.string(), z.unknown()), JSON.parse(answer))).flatMap((value) =>
    typeof value === 'string' && value.length > 30 ? [value] : [],
  );

const ALL_THAT_IS_KEPT = `(async () => {
  const done = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = no; });
  const bases = [];
  for (const { name } of await indexedDB.databases()) {
    const base = await done(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      const open = base.transaction(store).objectStore(store);
      bases.push([name, store, await done(open.getAllKeys()), await done(base.transaction(store).objectStore(store).getAll())]);
    }
    base.close();
  }
  const cached = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) cached.push(request.url, [...request.headers]);
  }
  return JSON.stringify({ local: { ...localStorage }, session: { ...sessionStorage }, bases, cached,
    cookies: document.cookie, address: location.href, name: window.name, history: history.state });
})()`;
