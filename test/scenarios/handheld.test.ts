import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { aBrowser, CHROMIUM, logIn } from '../support/a-browser.ts';
import { aCloud } from '../support/a-cloud.ts';
import { aPicture } from '../support/a-picture.ts';

const GRID = 'niushi-v1-g1';
const Inbox = z.object({ cases: z.array(z.object({ id: z.string() })) });
const Photos = z.object({ photos: z.array(z.object({ url: z.nullable(z.string()) })) });

async function fill(page: Page, words: string): Promise<void> {
  await page.getByRole('link', { name: '受理', exact: true }).click();
  await page.getByText('道路破损', { exact: true }).click();
  await page.getByLabel('情况说明').fill(words);
}

async function withPhoto(page: Page): Promise<void> {
  const buffer = aPicture(48, [10, 120, 90]);
  await page.locator('input[type=file]').setInputFiles({ name: 'same.bmp', mimeType: 'image/bmp', buffer });
  await page.getByRole('img', { name: '照片 1' }).waitFor();
}

describe.skipIf(!CHROMIUM)('the handheld', () => {
  test('makes one case of two taps, keeps the form while a move is made, sends one photo for two matters, forgets who logs out', async () => {
    await using cloud = await aCloud();
    await using browser = await aBrowser();
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 760 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await logIn(page, `${cloud.url}/handheld/`, GRID);
    const accept = page.getByRole('button', { name: '受理', exact: true });

    await fill(page, '第一件');
    await withPhoto(page);
    await accept.evaluate((button: { click(): void }) => {
      button.click();
      button.click();
    });
    await page.getByRole('heading', { name: '已发送（2）' }).waitFor();
    await fill(page, '第二件');
    await withPhoto(page);
    await accept.click();
    await page.getByRole('heading', { name: '已发送（4）' }).waitFor();
    const { cases } = Inbox.parse((await cloud.get(`/cases?holder=${GRID}`, GRID)).body);
    expect(cases).toHaveLength(2);
    await cloud.idle();
    for (const { id } of cases) {
      const { photos } = Photos.parse((await cloud.get(`/cases/${id}/photos`, GRID)).body);
      expect(photos).toEqual([{ url: expect.stringContaining('http') }]);
    }

    await fill(page, '写到一半');
    await page.getByRole('link', { name: '我的事项' }).click();
    await page.getByRole('link', { name: /第一件/ }).click();
    await page.getByRole('button', { name: '办结', exact: true }).click();
    await page.getByLabel('办理结果').fill('已修好');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await expect
      .poll(async () => Inbox.parse((await cloud.get(`/cases?holder=${GRID}`, GRID)).body).cases.length, {
        timeout: 15_000,
      })
      .toBe(1);
    await page.getByRole('link', { name: '受理', exact: true }).click();
    await expect.poll(() => page.getByLabel('情况说明').inputValue(), { timeout: 15_000 }).toBe('写到一半');

    await page.locator('.menu summary').click();
    await page.getByRole('button', { name: '退出' }).click();
    // Only the page that has come back from the issuer says so.
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('第二件');
    const kept = await page.evaluate(`(async () => {
      const open = indexedDB.open('gridlight-handheld');
      const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
      const get = db.transaction('kept').objectStore('kept').get('known');
      return new Promise((done) => { get.onsuccess = () => done(get.result === undefined); });
    })()`);
    expect(kept).toBe(true);
  });
});
