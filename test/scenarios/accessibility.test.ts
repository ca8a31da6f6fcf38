import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { aBrowser, CHROMIUM, logIn } from '../support/a-browser.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { aPicture } from '../support/a-picture.ts';
import { aReportBody } from '../support/a-report.ts';
import { playScene, SCENE, sceneDistrict, scenePersonas } from '../support/a-scene.ts';
import { axeFaults, COLOURS } from '../support/axe.ts';
import { ulid } from '../support/ulids.ts';
import { wordsIn } from '../support/words.ts';

/** Every page in its main states, light and dark, on a desk and in a hand: no violation, and nothing beside the screen. */

const say = wordsIn('zh-Hans');
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };
const BETWEEN = { width: 1000, height: 700 };
/** What is left of 1280 pixels when somebody zooms to 200 %. */
const ZOOMED = { width: 640, height: 450 };

let cloud: TestCloud;
let browser: Browser;
const isHere = CHROMIUM !== undefined;
beforeAll(async () => {
  if (!isHere) return;
  [cloud, browser] = await Promise.all([aCloud({ directory: sceneDistrict(), personas: scenePersonas }), aBrowser()]);
  await playScene(cloud, (words) => words);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.[Symbol.asyncDispose]();
});

async function aPage(): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: WIDE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}
async function desk(path: string, persona: string): Promise<Page> {
  const page = await aPage();
  await logIn(page, cloud.url + path, persona);
  return page;
}

/** What of the page reaches beyond the right of the screen, if it can be scrolled there. */
const BESIDE = `[...document.body.querySelectorAll('*')]
  .filter((element) => document.documentElement.scrollWidth > innerWidth && element.getBoundingClientRect().right > innerWidth)
  .slice(0, 3).map((element) => element.outerHTML.slice(0, 120))`;

async function besideAt(page: Page, size: typeof WIDE): Promise<string[]> {
  await page.setViewportSize(size);
  const beside = z.parse(z.array(z.string()), await page.evaluate(BESIDE));
  return beside.map((element) => `beside ${size.width} px: ${element}`);
}

/** The same for who has letters of twice the size. */
async function besideLargeLetters(page: Page): Promise<string[]> {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  const beside = await besideAt(page, WIDE);
  await inspector.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await inspector.detach();
  return beside.map((element) => `with letters of 32 px, ${element}`);
}

/** Looks at a page as it is now, in every light and width, and leaves it wide and light. */
async function isFine(page: Page, state: string): Promise<void> {
  const faults: string[] = [];
  for (const size of [NARROW, WIDE]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'dark' });
    const inDark = await axeFaults(page, COLOURS);
    await page.emulateMedia({ colorScheme: 'light' });
    const inLight = await axeFaults(page);
    faults.push(...inDark.map((fault) => `${size.width} px, dark: ${fault}`));
    faults.push(...inLight.map((fault) => `${size.width} px: ${fault}`));
  }
  for (const size of [NARROW, ZOOMED, BETWEEN]) faults.push(...(await besideAt(page, size)));
  faults.push(...(await besideLargeLetters(page)));
  expect.soft(faults, state).toEqual([]);
}

const button = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true });

/** Goes to another place of the same page. */
async function goTo(page: Page, hash: string, heading: string | RegExp): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

describe.skipIf(!isHere)('no violation, and nothing beside the screen', () => {
  test('residents', async () => {
    const page = await aPage();
    await page.goto(`${cloud.url}/`);
    await page.getByRole('button', { name: '道路破损' }).waitFor();
    await isFine(page, 'home');
    await page.getByRole('button', { name: '道路破损' }).click();
    await button(page, 'residents.next').click();
    await page.getByText(say('residents.words.missing')).waitFor();
    await isFine(page, 'tell, with a fault');
    await page.getByLabel(say('residents.words')).fill('井盖松动');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.bmp', mimeType: 'image/bmp', buffer: aPicture(64, [40, 90, 120]) });
    await page.getByRole('img').waitFor();
    await isFine(page, 'tell, with a photo');
    await button(page, 'residents.next').click();
    await button(page, 'residents.send').click();
    await page.getByText(say('residents.where.missing')).waitFor();
    await isFine(page, 'where, with a fault');
    await page.getByLabel(say('residents.township')).selectOption('fulu');
    await page.getByLabel(say('residents.village')).selectOption('fulu-v1');
    await page.getByLabel(say('residents.sms'), { exact: true }).check();
    await page.getByLabel(say('residents.phone'), { exact: true }).fill('138 0013 8000');
    await button(page, 'residents.send').click();
    await page.getByRole('heading', { level: 1, name: say('residents.done') }).waitFor();
    await page.getByText(say('residents.done.sms')).waitFor();
    const [number = ''] = (await page.locator('.receipt .code').innerText()).split('-');
    await isFine(page, 'done');
    await goTo(page, '#/', say('residents.what'));
    await isFine(page, 'home, with what was reported');
    await page.locator('button[aria-pressed="false"]').filter({ hasText: '道路破损' }).click();
    await page.getByLabel(say('residents.words')).fill('井盖又松了');
    await button(page, 'residents.next').click();
    await page.getByLabel(say('residents.township')).selectOption('fulu');
    await page.getByLabel(say('residents.village')).selectOption('fulu-v1');
    await button(page, 'residents.send').click();
    await page.getByRole('heading', { level: 1, name: say('residents.same') }).waitFor();
    await page.getByText(number, { exact: true }).waitFor();
    await isFine(page, 'the same, or not');
    await goTo(page, '#/r', say('residents.follow'));
    await button(page, 'residents.see').click();
    await page.getByText(say('residents.receipt.wrong')).waitFor();
    await isFine(page, 'a receipt that is none');
    await goTo(page, `#/r/${SCENE.receipt}`, '道路破损');
    await isFine(page, 'follow, answered');
  });

  test('what was published', async () => {
    const page = await aPage();
    await page.goto(`${cloud.url}/published/`);
    await page.getByRole('heading', { level: 1, name: say('published.title') }).waitFor();
    await page.getByRole('link', { name: '道路破损', exact: true }).first().waitFor();
    await isFine(page, 'list and map');
    await page.getByRole('link', { name: '道路破损', exact: true }).first().click();
    await page.getByText(say('published.openedAt')).waitFor();
    await isFine(page, 'one case');
  });

  test('handheld', async () => {
    const page = await desk('/handheld/', 'niushi-v1-g1');
    await page
      .getByRole('link', { name: /道路破损/ })
      .first()
      .waitFor();
    await isFine(page, 'home');
    await goTo(page, '#/new', say('handheld.takeIn'));
    await button(page, 'handheld.accept').click();
    await page.getByText(say('handheld.needs.words')).waitFor();
    await isFine(page, 'take in, with faults');
    await page.getByText('道路破损', { exact: true }).click();
    await page.getByLabel(say('field.words')).fill('护栏松动');
    await page.getByLabel(say('handheld.resident')).check();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.bmp', mimeType: 'image/bmp', buffer: aPicture(64, [40, 90, 120]) });
    await page.getByRole('img').waitFor();
    await button(page, 'handheld.record').click();
    await isFine(page, 'take in, done on the spot');
    await button(page, 'page.cancel').click();
    await button(page, 'handheld.accept').click();
    await page.getByRole('heading', { name: '已发送（2）' }).waitFor();
    await isFine(page, 'outbox');
    await page.goto(`${cloud.url}/handheld/#/cases/${SCENE.yellow}`);
    await page.getByRole('region', { name: say('moves.title') }).waitFor();
    await isFine(page, 'case');
  });

  test('a card of the inbox says all of when it is due, in the longest language', async () => {
    const context = await browser.newContext({ locale: 'en', viewport: NARROW });
    const page = await context.newPage();
    await logIn(page, `${cloud.url}/console/`, 'dept-housing');
    await page.locator('.inbox-row .at-due time').first().waitFor();
    await page.evaluate(`for (const own of document.querySelectorAll('.inbox-row .at-due time'))
      own.firstChild.textContent = '12 days, 23 hr overdue'`);
    const cut = await page.evaluate(`[...document.querySelectorAll('.inbox-row')]
      .flatMap((row) => [row, row.querySelector('.at-due')])
      .filter((own) => own.scrollWidth > own.clientWidth || own.scrollHeight > own.clientHeight)
      .map((own) => own.className + ': ' + own.innerText)`);
    expect(cut).toEqual([]);
    await context.close();
  });

  test('console', async () => {
    const page = await desk('/console/', 'shawan');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await goTo(page, '#/?unit=dept-housing', /住建局/);
    await page.getByRole('row').nth(1).waitFor();
    await isFine(page, 'inbox');
    await button(page, 'console.keys.short').click();
    await page.getByRole('dialog').waitFor();
    await isFine(page, 'keys');
    await button(page, 'page.close').click();
    await goTo(page, `#/cases/${SCENE.joint}`, '道路破损');
    await page
      .getByRole('button', { name: new RegExp(say('move.rule')) })
      .first()
      .click();
    await button(page, 'moves.send').click();
    await isFine(page, 'case, with an open form and its faults');
    await goTo(page, '#/new', say('console.new'));
    await page.getByLabel(say('console.new.grid')).selectOption('niushi-v1-g1');
    await page.getByLabel(say('console.new.reporter')).selectOption('of-niushi-v1-g1');
    await button(page, 'console.new.send').click();
    await isFine(page, 'new, with faults');
    await goTo(page, '#/answers', say('console.answers'));
    await page.getByRole('main').getByRole('link').first().waitFor();
    await isFine(page, 'answers to check');
    await goTo(page, '#/reviews', say('console.reviews'));
    await page.getByRole('main').getByRole('link').first().waitFor();
    await isFine(page, 'reviews');
    await goTo(page, `#/reviews/${SCENE.review}`, new RegExp(say('console.reviews.one')));
    await isFine(page, 'review');
    const held = aReportBody({ id: ulid(7001), words: 'http://a.example http://b.example http://c.example' });
    expect((await cloud.post('/public/reports', held, null)).status).toBe(202);
    await goTo(page, '#/moderation', say('console.moderation'));
    await page.getByLabel(say('console.moderation.reason')).waitFor();
    await isFine(page, 'moderation');
  });

  test('wall', async () => {
    const page = await desk('/wall/', 'shawan');
    await page.getByRole('heading', { level: 1, name: '沙湾区网格监管中心' }).waitFor();
    await page.getByRole('table').waitFor();
    await isFine(page, 'district');
    await goTo(page, '#/niushi', '牛石镇');
    await isFine(page, 'township');
    await goTo(page, '#/niushi-v1-g2', '双河村第二网格');
    await isFine(page, 'grid');
    await goTo(page, '#/shawan', '沙湾区网格监管中心');
    await button(page, 'wall.big').click();
    await page.getByRole('button', { name: say('page.close') }).waitFor();
    await isFine(page, 'projector');
  });

  test('admin', async () => {
    const page = await desk('/admin/', 'admin');
    await page.getByRole('heading', { level: 1, name: say('admin.title') }).waitFor();
    await isFine(page, 'overview');
    await goTo(page, '#/units', say('admin.units'));
    await page.getByRole('button', { name: say('admin.units.add') }).click();
    await button(page, 'admin.add').click();
    await isFine(page, 'units, adding one with a fault');
    await goTo(page, '#/units/niushi-v1-g1', '双河村第一网格');
    await isFine(page, 'unit');
    await goTo(page, '#/officers', say('admin.officers'));
    await isFine(page, 'officers');
    await goTo(page, '#/officers/of-niushi', /牛石|niushi/);
    await isFine(page, 'officer');
    await goTo(page, '#/categories', say('admin.categories'));
    await isFine(page, 'categories');
    await goTo(page, '#/categories/roads', /道路破损/);
    await page.getByLabel(say('admin.name'), { exact: true }).fill('道路损坏');
    await isFine(page, 'category, changed');
    await goTo(page, '#/calendars', say('admin.calendars'));
    await isFine(page, 'calendars');
    await goTo(page, '#/calendars/cn', /全国/);
    await isFine(page, 'calendar');
    await page.locator('[id="day-2026-03-04"]').click();
    await page.getByRole('dialog').waitFor();
    await isFine(page, 'a day');
    await button(page, 'page.cancel').click();
    await goTo(page, '#/rosters', say('admin.rosters'));
    await isFine(page, 'rosters');
    await goTo(page, '#/rosters/niushi', /牛石镇/);
    await isFine(page, 'roster');
    await page.getByRole('button', { name: say('admin.shifts.add') }).click();
    await page.getByRole('button', { name: say('admin.shiftChanges.add') }).click();
    await page.getByLabel(say('admin.change.by'), { exact: true }).waitFor();
    await isFine(page, 'roster, with a shift and a change that are not in order yet');
    await page.getByLabel(say('admin.shift.name'), { exact: true }).fill('王明');
    await page.getByLabel(say('admin.shift.hours'), { exact: true }).fill('00:00-24:00');
    await page.getByText('王明').first().waitFor();
    await button(page, 'admin.revert').click();
    await goTo(page, '#/changes', say('admin.changes'));
    await button(page, 'admin.preview').click();
    await page.getByRole('region', { name: say('admin.previewed') }).waitFor();
    await isFine(page, 'previewed');
    await button(page, 'admin.apply').click();
    await page.getByRole('dialog').waitFor();
    await isFine(page, 'about to apply');
  });

  test('before login, at the issuer, and where nothing is', async () => {
    const page = await aPage();
    await page.goto(`${cloud.url}/console/`);
    await button(page, 'login.go').waitFor();
    await isFine(page, 'please log in');
    await button(page, 'login.go').click();
    await page.locator('button[value=niushi]').waitFor();
    await isFine(page, 'the issuer of this machine');
    await page.goto(`${cloud.url}/nothing/here`);
    await isFine(page, 'not found');
  });
});
