import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { buildSite } from '../../web/build.ts';
import { CHROMIUM, Telephone } from '../support/a-browser.ts';
import { serveFolder } from '../support/a-folder-server.ts';

const CONFIG = {
  '/config.json': {
    api: '',
    issuer: 'https://localhost/none',
    metadata: 'http://127.0.0.1:9/none',
    clientId: 'none',
    audience: 'none',
    speed: 1,
  },
};
const isHere = CHROMIUM !== undefined;
let pages = '';
beforeAll(() => {
  if (!isHere) return;
  pages = mkdtempSync(join(tmpdir(), 'gridlight-pages-'));
  buildSite(pages);
});
afterAll(() => {
  if (isHere) rmSync(pages, { recursive: true });
});

const ready = (page: Page) => page.evaluate('navigator.serviceWorker.ready.then(({ active }) => active.scriptURL)');
/** Puts another text into a file of the handheld, as the next deployment does. */
function rewrite(file: string, from: string | RegExp, to: string): void {
  const path = join(pages, 'handheld', file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}
/** Looks for a new worker, and tells what became of it. */
const updated = (page: Page) =>
  page.evaluate(`navigator.serviceWorker.getRegistration('/handheld/').then(async (own) => {
      await own.update().catch(() => {});
      const { installing } = own;
      if (!installing) return 'nothing new';
      return new Promise((resolve) => {
        const tell = () => ['activated', 'redundant'].includes(installing.state) && resolve(installing.state);
        installing.addEventListener('statechange', tell);
        tell();
      });
    })`);
const caches = (page: Page) => page.evaluate('caches.keys()');

describe.skipIf(!isHere)('the handheld on a telephone', () => {
  test('can be installed', async () => {
    await using served = await serveFolder(pages, CONFIG);
    await using telephone = new Telephone();
    const page = await telephone.start();
    await page.goto(`${served.url}/handheld/`);
    expect(await ready(page)).toBe(`${served.url}/handheld/worker.js`);
    const inspector = await page.context().newCDPSession(page);
    const { errors, url, data } = await inspector.send('Page.getAppManifest');
    expect([errors, url]).toEqual([[], `${served.url}/handheld/manifest.webmanifest`]);
    const { name, start_url, display, icons } = JSON.parse(data ?? '');
    expect({ name, start_url, display }).toEqual({ name: '网格手持', start_url: '/handheld/', display: 'standalone' });
    for (const { src } of icons) expect((await fetch(served.url + src)).status).toBe(200);
    expect((await inspector.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
  });

  test('starts without a network, and without a server', async () => {
    await using telephone = new Telephone();
    const page = await telephone.start();
    let url = '';
    {
      await using served = await serveFolder(pages, CONFIG);
      url = `${served.url}/handheld/`;
      await page.goto(url);
      await ready(page);
    }
    for (const isOffline of [true, false]) {
      await telephone.offline(isOffline);
      await page.goto('about:blank');
      await page.goto(url);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
  });

  test('takes a new version of itself, keeps the one before for what is open, and drops those before that', async () => {
    await using served = await serveFolder(pages, CONFIG);
    await using telephone = new Telephone();
    const page = await telephone.start();
    await page.goto(`${served.url}/handheld/`);
    await ready(page);
    const before = z.array(z.string()).parse(await caches(page));
    expect(before).toEqual([expect.stringMatching(/^gridlight-handheld-[0-9a-f]{16}$/)]);

    rewrite('index.html', '<title>', '<title>新 ');
    rewrite('worker.js', /(?<=gridlight-handheld-)[0-9a-f]{16}/, '0123456789abcdef');
    expect(await updated(page)).toBe('activated');
    expect(await caches(page)).toEqual([...before, 'gridlight-handheld-0123456789abcdef']);
    await telephone.offline(true);
    await page.reload();
    expect(await page.evaluate('fetch("/handheld/").then((page) => page.text())')).toContain('<title>新 ');
    expect(await page.evaluate('fetch("/handheld/worker.js").catch(() => "offline")')).toBe('offline');

    await telephone.offline(false);
    rewrite('worker.js', /0123456789abcdef/, 'fedcba9876543210');
    expect(await updated(page)).toBe('activated');
    expect(await caches(page)).toEqual(['gridlight-handheld-0123456789abcdef', 'gridlight-handheld-fedcba9876543210']);
  });

  test('takes no version whose page has not arrived, and takes it when it has', async () => {
    await using served = await serveFolder(pages, CONFIG);
    await using telephone = new Telephone();
    const page = await telephone.start();
    await page.goto(`${served.url}/handheld/`);
    await ready(page);
    const before = await caches(page);
    rewrite('worker.js', /(?<=gridlight-handheld-)[0-9a-f]{16}/, 'aaaaaaaaaaaaaaaa');
    rewrite('index.html', '/assets/handheld-', '/assets/another-');
    expect(await updated(page)).toBe('redundant');
    expect(await caches(page)).toEqual(before);
    rewrite('index.html', '/assets/another-', '/assets/handheld-');
    expect(await updated(page)).toBe('activated');
    expect(await caches(page)).toContain('gridlight-handheld-aaaaaaaaaaaaaaaa');
  });
});
