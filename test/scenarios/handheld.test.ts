import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { CHROMIUM, logIn, Telephone } from '../support/a-browser.ts';
import { aCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { aPicture } from '../support/a-picture.ts';

const GRID = 'niushi-v1-g1';
const Inbox = z.object({ cases: z.array(z.object({ id: z.string() })) });
const Photos = z.object({
  photos: z.array(z.object({ digest: z.string(), bytes: z.int(), url: z.nullable(z.url()) })),
});

/** The small district, with the ground of one grid. */
const district = () =>
  documents({
    units: documents().units.map((unit) =>
      unit.id === GRID
        ? {
            ...unit,
            boundary: [
              [103.5, 29.4],
              [103.6, 29.4],
              [103.6, 29.5],
              [103.5, 29.5],
              [103.5, 29.4],
            ],
          }
        : unit,
    ),
  });

/** Fills the form in, and says that it is accepted. */
async function takeIn(page: Page, words: string, colour: [number, number, number]): Promise<void> {
  await page.getByRole('link', { name: '受理', exact: true }).click();
  await page.getByText('道路破损', { exact: true }).click();
  await page.getByLabel('情况说明').fill(words);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'photo.bmp', mimeType: 'image/bmp', buffer: aPicture(64, colour) });
  await page.getByRole('img', { name: '照片 1' }).waitFor();
  await page.getByText('已定位').waitFor();
  await page.getByRole('button', { name: '受理', exact: true }).click();
  await page.getByRole('heading', { name: '发件箱' }).waitFor();
}

describe.skipIf(!CHROMIUM)('the handheld', () => {
  test('five matters taken in without a network survive the death of the telephone, and arrive once each', async () => {
    await using cloud = await aCloud({ directory: district() });
    await using telephone = new Telephone();
    const url = `${cloud.url}/handheld/`;
    let page = await telephone.start();
    page.setDefaultTimeout(15_000);
    await telephone.at(103.55, 29.45);
    await logIn(page, url, GRID);
    await page.getByRole('heading', { name: '我的事项（0）' }).waitFor();
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');

    await telephone.offline(true);
    const texts = ['路面塌陷', '井盖缺失', '路灯不亮', '护栏损坏', '标线不清'];
    for (const [index, words] of texts.entries()) await takeIn(page, words, [index * 40, 80, 120]);
    await page.getByRole('heading', { name: '等待发送（10）' }).waitFor();
    await telephone.kill();

    page = await telephone.start();
    await telephone.offline(true);
    await page.goto(url);
    await page.getByRole('link', { name: '发件箱（10）' }).click();
    for (const words of texts) await page.getByText(words).waitFor();
    await telephone.offline(false);
    // The issuer's session died with the browser; what waits goes out when the officer has logged in again.
    await page.getByRole('button', { name: '登录' }).click();
    await page.locator(`button[value="${GRID}"]`).click();
    await page.getByRole('heading', { name: '等待发送（0）' }).waitFor({ timeout: 60_000 });
    await page.getByRole('heading', { name: '被退回' }).waitFor({ state: 'detached' });

    const { cases } = Inbox.parse((await cloud.get(`/cases?holder=${GRID}`, GRID)).body);
    const seen = await Promise.all(cases.map(({ id }) => cloud.see(id, GRID)));
    expect(seen.map(({ history }) => history[0]?.content?.words).toSorted()).toEqual(texts.toSorted());
    for (const kase of seen) {
      expect(kase.capturedAt).not.toBeNull();
      expect(kase.firstReceiver?.by).toMatchObject({ unit: GRID });
      expect(kase.history[0]?.content?.place).toMatchObject({ longitude: 103.55, latitude: 29.45 });
      const { photos } = Photos.parse((await cloud.get(`/cases/${kase.id}/photos`, GRID)).body);
      expect(photos).toMatchObject([{ url: expect.any(String) }]);
    }
    const bytes = await Promise.all(
      seen.map(async ({ id }) => {
        const { photos } = Photos.parse((await cloud.get(`/cases/${id}/photos`, GRID)).body);
        return Buffer.from(await (await fetch(photos[0]?.url ?? '')).arrayBuffer());
      }),
    );
    for (const photo of bytes) expect(photo.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(new Set(bytes.map((photo) => photo.toString('hex'))).size).toBe(5);
  });
});
