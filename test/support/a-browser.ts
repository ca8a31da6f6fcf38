import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where a Chromium is on this machine, if one is: `CHROMIUM` in the environment, or where Debian and others put it. */
export const CHROMIUM = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

if (!CHROMIUM) {
  console.warn(
    '\n!!! NO CHROMIUM FOUND: every browser test is SKIPPED. Install it (Debian: apt-get install chromium) or set CHROMIUM=path.\n',
  );
}

/** Headless, alone, and asking nobody for anything. Root has no sandbox. */
const ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];

export const aBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM ?? '', args: ARGUMENTS.slice(1) });

/** A telephone: a browser with a profile on disk, which can be killed and come back. */
export class Telephone implements AsyncDisposable {
  readonly #profile = mkdtempSync(join(tmpdir(), 'gridlight-telephone-'));
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;
  #context: BrowserContext | undefined;

  /** Starts it, and opens a page of its one profile, the size of a telephone. */
  async start(): Promise<Page> {
    const child = spawn(
      CHROMIUM ?? '',
      [
        ...ARGUMENTS,
        '--remote-debugging-port=0',
        `--user-data-dir=${this.#profile}`,
        '--window-size=400,800',
        '--lang=zh-CN',
        '--accept-lang=zh-CN',
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    this.#process = child;
    this.#browser = await chromium.connectOverCDP(await debuggerOf(child));
    const [context] = this.#browser.contexts();
    if (!context) throw new Error('Chromium came up without a profile');
    this.#context = context;
    const page = context.pages()[0] ?? (await context.newPage());
    await page.setViewportSize({ width: 390, height: 760 });
    return page;
  }

  async offline(isOffline: boolean): Promise<void> {
    await this.#context?.setOffline(isOffline);
  }

  /** Where it is, for pages that ask. */
  async at(longitude: number, latitude: number): Promise<void> {
    await this.#context?.grantPermissions(['geolocation']);
    await this.#context?.setGeolocation({ longitude, latitude, accuracy: 12 });
  }

  /** As when the battery is pulled: SIGKILL to the browser and all that it started. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await ended;
    await this.#browser?.close().catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function debuggerOf(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('Chromium has no stderr');
  for await (const line of createInterface({ input: child.stderr })) {
    const found = /DevTools listening on (ws:\S+)/.exec(line);
    if (found?.[1]) return found[1];
  }
  throw new Error('Chromium ended before it listened');
}

/** Logs a persona of the local issuer in, on a page that asks for it, and waits until the page is there again. */
export async function logIn(page: Page, url: string, persona: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: /^(登录|登入|Log in)$/ }).click();
  await page.locator(`button[value="${persona}"]`).first().click();
  await page.waitForURL((at) => at.pathname === new URL(url).pathname && !at.search.includes('code='));
}
