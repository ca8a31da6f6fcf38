import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { aBrowser, CHROMIUM, logIn } from '../support/a-browser.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { NOTHING, outcomeOf, watched } from '../support/hostile.ts';
import {
  type ChosenFile,
  GIF_AND_SCRIPT,
  GPS_BYTES,
  NO_PICTURES,
  segmentsOf,
  withGps,
} from '../support/hostile-files.ts';
import { listed } from '../support/photos.ts';
import { wordsIn } from '../support/words.ts';

/** What is chosen as a photo is made anew on the device or refused: nothing of the file itself is ever sent. */

const isHere = CHROMIUM !== undefined;
const say = wordsIn('zh-Hans');
const GRID = 'niushi-v1-g1';
const Cases = z.object({ cases: z.array(z.object({ id: z.string() })) });

let cloud: TestCloud;
let browser: Browser;
let fromHome: ChosenFile;
let torn: ChosenFile;
beforeAll(async () => {
  if (!isHere) return;
  [cloud, browser] = await Promise.all([aCloud({ directory: documents() }), aBrowser()]);
  const jpeg = await aJpeg();
  fromHome = { name: 'home.jpg', mimeType: 'image/jpeg', buffer: withGps(jpeg) };
  torn = { name: 'torn.jpg', mimeType: 'image/jpeg', buffer: jpeg.subarray(0, Math.floor(jpeg.length / 2)) };
  expect(fromHome.buffer.includes(GPS_BYTES)).toBe(true);
  expect(segmentsOf(fromHome.buffer)[0]).toBe('e1');
});
afterAll(async () => {
  await browser?.close();
  await cloud?.[Symbol.asyncDispose]();
});

/** A JPEG with something in it, made by the browser. */
async function aJpeg(): Promise<Buffer> {
  const page = await browser.newPage();
  const url = await page.evaluate(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
    const paper = canvas.getContext('2d');
    for (let x = 0; x < 320; x += 4) { paper.fillStyle = 'hsl(' + x + ' 60% 50%)'; paper.fillRect(x, x / 4, 60, 90); }
    return canvas.toDataURL('image/jpeg', 0.9);
  })()`);
  await page.close();
  return Buffer.from(z.parse(z.string(), url).split(',')[1] ?? '', 'base64');
}

const refusal = (page: Page, { name }: ChosenFile) =>
  page.getByText(say('field.photos.refused').replace('{name}', name), { exact: true });
const choose = (page: Page, file: ChosenFile) => page.locator('input[type=file]').setInputFiles(file);

/** The photos of the only case that a unit holds, as they are kept. */
async function kept(holder: string, count: number): Promise<Buffer[]> {
  const held = async () => Cases.parse((await cloud.get(`/cases?holder=${holder}`, 'shawan')).body).cases;
  await expect.poll(async () => (await held()).length, { timeout: 20_000 }).toBe(1);
  const cases = await held();
  const all = () => listed(cloud, cases[0]?.id ?? '', 'shawan');
  await expect
    .poll(async () => (await all()).filter(({ url }) => url !== null).length, { timeout: 20_000 })
    .toBe(count);
  return Promise.all((await all()).map(async ({ url }) => Buffer.from(await (await fetch(url ?? '')).arrayBuffer())));
}

/** Each is a whole JPEG that a browser made, with at most its profile of colours (e2): nothing that was in the file. */
function areFresh(photos: readonly Buffer[]): void {
  for (const photo of photos) {
    expect(segmentsOf(photo)).toEqual(expect.arrayContaining(['e0', 'db', 'da']));
    expect(segmentsOf(photo)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(e[13-9a-f]|fe)$/)]));
    for (const hidden of [GPS_BYTES, 'Exif', 'GPS', 'globalThis', '<script', 'GIF89a']) {
      expect(photo.includes(hidden)).toBe(false);
    }
  }
}

describe.skipIf(!isHere)('what is chosen as a photo', () => {
  test('by a resident', async () => {
    const { page, seen } = await watched(await browser.newContext({ locale: 'zh-CN' }), cloud.url);
    await page.goto(cloud.url);
    await page.getByRole('button', { name: '道路破损' }).click();
    await page.getByLabel(say('residents.words')).fill('路面塌陷');
    for (const file of NO_PICTURES) {
      await choose(page, file);
      await refusal(page, file).waitFor();
    }
    expect(await page.getByRole('img').count()).toBe(0);
    await choose(page, fromHome);
    await page.getByRole('img', { name: '照片 1' }).waitFor();
    await choose(page, GIF_AND_SCRIPT);
    await page.getByRole('img', { name: '照片 2' }).waitFor();
    // A browser may show the half of a torn picture that is there, or refuse it.
    await choose(page, torn);
    const third = page.getByRole('img', { name: '照片 3' });
    await third.or(page.getByText('torn.jpg')).waitFor();
    const count = (await third.isVisible()) ? 3 : 2;
    expect([await outcomeOf(page), seen]).toEqual([NOTHING, []]);

    await page.getByRole('button', { name: say('residents.next') }).click();
    await page.getByLabel(say('residents.township')).selectOption('fulu');
    await page.getByLabel(say('residents.village')).selectOption('fulu-v1');
    await page.getByRole('button', { name: say('residents.send') }).click();
    await page.getByRole('heading', { name: say('residents.done') }).waitFor();
    const photos = await kept('fulu-v1-g1', count);
    areFresh(photos);
    expect(seen).toEqual([]);
  });

  test('by an officer', async () => {
    const { page, seen } = await watched(await browser.newContext({ locale: 'zh-CN' }), cloud.url);
    await logIn(page, `${cloud.url}/handheld/#/new`, GRID);
    await page.getByText('道路破损', { exact: true }).click();
    await page.getByLabel(say('field.words')).fill('路面塌陷');
    for (const file of NO_PICTURES) {
      await choose(page, file);
      await refusal(page, file).waitFor();
      await choose(page, fromHome);
      await refusal(page, file).waitFor({ state: 'detached' });
    }
    await choose(page, GIF_AND_SCRIPT);
    await page.getByRole('img', { name: '照片 2' }).waitFor();
    expect([await outcomeOf(page), seen]).toEqual([NOTHING, []]);
    await page.getByRole('button', { name: say('handheld.accept'), exact: true }).click();
    areFresh(await kept(GRID, 2));
    expect(seen).toEqual([]);
  });
});
