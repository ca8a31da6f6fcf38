import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

  test('takes a new version of itself, and drops the old one', async () => {
    await using served = await serveFolder(pages, CONFIG);
    await using telephone = new Telephone();
    const page = await telephone.start();
    await page.goto(`${served.url}/handheld/`);
    await ready(page);
    const [before] = [await caches(page)];
    expect(before).toEqual([expect.stringMatching(/^gridlight-handheld-[0-9a-f]{16}$/)]);

    const rewrite = (file: string, from: string | RegExp, to: string): void => {
      const path = join(pages, 'handheld', file);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    };
    rewrite('index.html', '<title>', '<title>新 ');
    rewrite('worker.js', /[0-9a-f]{16}/, '0123456789abcdef');
    await page.reload();
    await expect.poll(() => caches(page), { timeout: 20_000 }).toEqual(['gridlight-handheld-0123456789abcdef']);
    await telephone.offline(true);
    await page.reload();
    expect(await page.evaluate('fetch("/handheld/").then((page) => page.text())')).toContain('<title>新 ');
  });
});
