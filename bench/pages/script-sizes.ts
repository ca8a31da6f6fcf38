import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { logIn } from '../../test/support/a-browser.ts';
import type { Figure } from '../figures.ts';

export interface Opened {
  path: string;
  /** Who is logged in there; nobody where it is missing. */
  persona?: string;
  /** KB of script, gzip, at the first visit. */
  atMost?: number;
}

const LOCALES = ['zh-CN', 'zh-TW', 'en-GB'];

/** What of script a page loads until it shows what it is for, words included, in the language that needs most. */
export async function scriptSize(browser: Browser, url: string, { path, persona, atMost }: Opened): Promise<Figure> {
  const sizes: [locale: string, bytes: number][] = [];
  for (const locale of LOCALES) {
    // What the worker takes besides, for later, is no part of it.
    const context = await browser.newContext({ locale, serviceWorkers: 'block' });
    const page = await context.newPage();
    const scripts = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(request.url());
    });
    if (persona) await logIn(page, url + path, persona);
    else await page.goto(url + path);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
    const bytes = await Promise.all([...scripts].map(gzipped));
    sizes.push([locale, bytes.reduce((sum, each) => sum + each, 0)]);
    await context.close();
  }
  const [locale = '', bytes = 0] = sizes.toSorted(([, a], [, b]) => b - a)[0] ?? [];
  return {
    what: `Script of ${path} at the first visit, gzip`,
    value: bytes / 1024,
    unit: 'KB',
    ...(atMost !== undefined && { target: { atMost } }),
    of: `most in ${locale}`,
  };
}

const gzipped = async (url: string): Promise<number> =>
  gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length;
