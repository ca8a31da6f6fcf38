import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { aBrowser, CHROMIUM, logIn } from '../test/support/a-browser.ts';
import type { Figure, Section } from './figures.ts';
import { longTasksOf, slowed, timed } from './pages/long-tasks.ts';
import { answerManyRows } from './pages/many-rows.ts';
import { type Opened, scriptSize } from './pages/script-sizes.ts';
import { type Product, startProduct } from './product.ts';

const CENTRE = 'shawan-clerk-1';
const GRID = 'shawan-town-c01-g1-officer';
const OPENED: readonly Opened[] = [
  { path: '/' },
  { path: '/handheld/', persona: GRID, atMost: 45 },
  { path: '/console/', persona: CENTRE, atMost: 90 },
  { path: '/wall/', persona: CENTRE },
  { path: '/admin/', persona: 'shawan-admin' },
];
const DESK: BrowserContextOptions = { locale: 'zh-CN', viewport: { width: 1280, height: 800 } };
const PHONE: BrowserContextOptions = { locale: 'zh-CN', viewport: { width: 390, height: 760 } };

/** The pages in Chromium: how much script they load, and how they feel on a slow machine with an inbox of 2,000 rows. */
export const pages: Section = async (assembly, progress) => {
  if (!CHROMIUM) return [];
  await using product = await startProduct(assembly);
  const browser = await aBrowser();
  try {
    progress('Script that each page loads');
    const sizes: Figure[] = [];
    for (const opened of OPENED) sizes.push(await scriptSize(browser, product.cloud.url, opened));
    progress('An inbox of 2,000 rows');
    const inbox = await withPage(browser, DESK, (page) => inInbox(page, product));
    progress('First content, and taking a matter in');
    const first = await withPage(browser, PHONE, (page) => firstContent(page, product));
    const taken = await withPage(browser, PHONE, (page) => takingIn(page, product));
    return [...sizes, ...inbox, ...first, ...taken];
  } finally {
    await browser.close();
  }
};

/** What is found in a page of its own, slowed down. */
async function withPage(
  browser: Browser,
  options: BrowserContextOptions,
  find: (page: Page) => Promise<Figure[]>,
): Promise<Figure[]> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await slowed(page);
  const found = await find(page);
  await context.close();
  return found;
}

async function inInbox(page: Page, { cloud, directory }: Product): Promise<Figure[]> {
  await answerManyRows(
    page,
    directory.documents.categories.map(({ id }) => id),
  );
  await logIn(page, `${cloud.url}/console/`, CENTRE);
  await page.locator('.inbox-row').first().waitFor();
  const opening = await timed('Console open anew, until rows are there', async () => {
    await page.reload();
    await page.locator('.inbox-row').first().waitFor();
  });
  // Part of what was read is read at once; the rest as somebody comes near it.
  await page.waitForLoadState('networkidle');
  const scrolling = await longTasksOf(page, 'scrolling through 2,000 rows', () => scrolled(page), 200);
  const rows = await page.locator('table').first().getAttribute('aria-rowcount');
  if (rows !== '2001') throw new Error(`the table has ${rows} rows, not 2001 with its head`);
  // There are the rows that turn red now.
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 4)');
  await page.waitForTimeout(1000);
  const turning = await longTasksOf(page, 'lights turn, 2,000 rows', () => page.waitForTimeout(8000));
  const red = page.locator('.light-counts .light-red');
  const filtering = await longTasksOf(page, 'filtering 2,000 rows by light, category and number', async () => {
    await red.click();
    await red.click();
    const category = page.locator('.filters select').first();
    await category.selectOption({ index: 3 });
    await category.selectOption({ index: 0 });
    await page.locator('.filters input[type=search]').pressSequentially('7K', { delay: 150 });
  });
  return [opening, scrolling, turning, filtering];
}

/** With the wheel, some three screens a second, until the end. */
async function scrolled(page: Page): Promise<void> {
  await page.mouse.move(600, 500);
  const left = async (): Promise<number> =>
    Number(await page.evaluate('document.documentElement.scrollHeight - scrollY - innerHeight'));
  for (let step = 0; step < 600 && (step % 20 !== 0 || (await left()) > 1); step += 1) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(40);
  }
}

async function firstContent(page: Page, { cloud }: Product): Promise<Figure[]> {
  return [
    await timed("Residents' page, first visit, until there is something to choose", async () => {
      await page.goto(cloud.url);
      await page.locator('.cards button').first().waitFor();
    }),
  ];
}

async function takingIn(page: Page, { cloud }: Product): Promise<Figure[]> {
  await logIn(page, `${cloud.url}/handheld/`, GRID);
  await page.getByRole('heading', { name: '我的事项（0）' }).waitFor();
  const open = await timed('Handheld open anew, until the cases are there', async () => {
    await page.reload();
    await page.getByRole('heading', { name: '我的事项（0）' }).waitFor();
  });
  const taking = await timed('A matter taken in on the handheld by a script, until it is in the box', async () => {
    await page.getByRole('link', { name: '受理', exact: true }).click();
    await page.locator('.categories label').first().click();
    await page.getByLabel('情况说明').fill('村口路面塌陷，行人绕行');
    await page.getByRole('button', { name: '受理', exact: true }).click();
    await page.getByRole('heading', { name: '发件箱' }).waitFor();
  });
  const sent = await timed('And from there until the server has it', () =>
    page.getByRole('heading', { name: '已发送（1）' }).waitFor(),
  );
  await page.waitForLoadState('networkidle');
  await cloud.idle();
  return [open, taking, sent];
}
