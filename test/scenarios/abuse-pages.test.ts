import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aBrowser, CHROMIUM, logIn } from '../support/a-browser.ts';
import { aCloud } from '../support/a-cloud.ts';
import { wordsIn } from '../support/words.ts';

/* Issue 6, abuse, as people meet it: the page works when the server asks for it, and a clerk looks through what is held. */
const say = wordsIn('zh-Hans');
const button = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

async function report(page: Page, words: string): Promise<void> {
  await page.locator('button[aria-pressed="false"]').filter({ hasText: '道路破损' }).click();
  await page.getByLabel(say('residents.words')).fill(words);
  await button(page, 'residents.next').click();
  await page.getByLabel(say('residents.township')).selectOption('fulu');
  await page.getByLabel(say('residents.village')).selectOption('fulu-v1');
  await button(page, 'residents.send').click();
  // From the second on there is one like it, which one could join.
  const another = button(page, 'residents.same.another');
  const done = page.getByRole('heading', { level: 1, name: say('residents.done') });
  await another.or(done).first().waitFor();
  if (await another.isVisible()) await another.click();
  await heading(page, say('residents.done'));
}

describe.skipIf(!CHROMIUM)('in the browser', () => {
  test('a sixth report is sent with work that a worker did; one with links is turned down with a reason', async () => {
    await using cloud = await aCloud();
    await using browser = await aBrowser();
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    page.setDefaultTimeout(20_000);
    const seen: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) seen.push(message.text());
    });
    const statuses: number[] = [];
    page.on('response', (answer) => {
      if (answer.url().endsWith('/public/reports')) statuses.push(answer.status());
    });
    for (let each = 1; each <= 5; each += 1) {
      await page.goto(`${cloud.url}/#/`);
      await report(page, `第${each}盏路灯不亮`);
    }
    await page.goto(`${cloud.url}/#/`);
    await report(page, '看 http://a.example http://b.example http://c.example');
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 202]);
    await page.getByRole('link', { name: say('residents.done.see') }).click();
    await page.getByText(say('residents.held')).waitFor();

    const clerk = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    clerk.setDefaultTimeout(20_000);
    await logIn(clerk, `${cloud.url}/console/`, 'shawan');
    await clerk.goto(`${cloud.url}/console/#/moderation`);
    await clerk.getByText(say('console.moderation.for.links')).waitFor();
    await clerk.getByLabel(say('console.moderation.reason')).fill('属于广告');
    await button(clerk, 'console.moderation.down').click();
    await clerk.getByText(say('console.moderation.for.links')).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('属于广告').waitFor();
    expect(seen).toEqual([]);
  });
});
