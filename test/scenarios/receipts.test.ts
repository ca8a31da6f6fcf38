import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { aBrowser, CHROMIUM } from '../support/a-browser.ts';
import { aCloud } from '../support/a-cloud.ts';
import { shanghai } from '../support/casework.ts';
import { wordsIn } from '../support/words.ts';

const say = wordsIn('zh-Hans');
const button = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

/** The addresses in the history of this tab. */
async function addressesOf(page: Page): Promise<string[]> {
  const inspector = await page.context().newCDPSession(page);
  const { entries } = await inspector.send('Page.getNavigationHistory');
  await inspector.detach();
  return entries.map(({ url }) => url);
}

/** What the page keeps on this device, as text. */
const KEPT = `new Promise((done, fail) => {
  const asked = indexedDB.open('gridlight-residents');
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction('kept').objectStore('kept').getAll();
    all.onsuccess = () => { asked.result.close(); done(JSON.stringify([all.result, { ...localStorage }])); };
  };
})`;

async function report(page: Page): Promise<string> {
  await page.getByRole('button', { name: '道路破损' }).click();
  await page.getByLabel(say('residents.words')).fill('井盖松动');
  await button(page, 'residents.next').click();
  await page.getByLabel(say('residents.township')).selectOption('fulu');
  await page.getByLabel(say('residents.village')).selectOption('fulu-v1');
  await page.getByLabel(say('residents.remember')).uncheck();
  await button(page, 'residents.send').click();
  await heading(page, say('residents.done'));
  return page.locator('.receipt .code').innerText();
}

describe.skipIf(!CHROMIUM)('the receipt of a report', () => {
  test('stays in this tab until it goes elsewhere, and in no history; its link works', async () => {
    await using cloud = await aCloud();
    await using browser = await aBrowser();
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${cloud.url}/`);
    const receipt = await report(page);
    const [, secret = ''] = receipt.split('-');
    expect(secret).toHaveLength(26);
    expect(z.parse(z.string(), await page.evaluate(KEPT))).not.toContain(secret);

    await page.reload();
    await heading(page, '道路破损');
    await page.goto(`${cloud.url}/#/`);
    await heading(page, say('residents.what'));
    await page.goBack();
    await heading(page, say('residents.follow'));

    await page.goto(`${cloud.url}/#/r/${receipt}`);
    await heading(page, '道路破损');
    await page.reload();
    await heading(page, '道路破损');
    expect(page.url()).toBe(`${cloud.url}/#/r`);
    expect((await addressesOf(page)).filter((address) => address.includes(secret))).toEqual([]);

    await page.getByRole('link', { name: say('residents.home') }).click();
    await page.getByRole('link', { name: say('residents.follow') }).click();
    await page.getByLabel(say('residents.receipt')).fill(receipt);
    await button(page, 'residents.see').click();
    await heading(page, '道路破损');
    expect((await addressesOf(page)).filter((address) => address.includes(secret))).toEqual([]);
    expect(z.parse(z.string(), await page.evaluate(KEPT))).not.toContain(secret);
  });

  test('takes up again what has ended: both cases name each other', async () => {
    await using cloud = await aCloud();
    await using browser = await aBrowser();
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${cloud.url}/`);
    const receipt = await report(page);
    const [id = ''] = receipt.split('-');
    await cloud.command(id, 'fulu-v1-g1', { type: 'resolve', result: '已加固' });
    await cloud.passTo(shanghai('2026-03-18 00:01'));
    await page.goto(`${cloud.url}/#/r/${receipt}`);
    await button(page, 'residents.takeUp.do').click();
    await heading(page, say('residents.tell'));
    await page.getByText(say('residents.takeUp.note')).waitFor();
    await page.getByLabel(say('residents.words')).fill('井盖又松了');
    await button(page, 'residents.next').click();
    await page.getByLabel(say('residents.township')).selectOption('fulu');
    await page.getByLabel(say('residents.village')).selectOption('fulu-v1');
    await button(page, 'residents.send').click();
    await heading(page, say('residents.done'));
    const [again = ''] = (await page.locator('.receipt .code').innerText()).split('-');
    expect((await cloud.see(id)).links).toEqual([{ case: again, how: 'continued-by' }]);
    expect((await cloud.see(again)).links).toEqual([{ case: id, how: 'reopens' }]);
  });
});
