import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { aBrowser, CHROMIUM, logIn, Telephone } from '../support/a-browser.ts';
import { aCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { aPicture } from '../support/a-picture.ts';
import { MONDAY, shanghai } from '../support/casework.ts';

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
async function takeIn(page: Page, words: string, shade: number, forResident: boolean): Promise<void> {
  await page.getByRole('link', { name: '受理', exact: true }).click();
  await page.getByText('道路破损', { exact: true }).click();
  await page.getByLabel('情况说明').fill(words);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'photo.bmp', mimeType: 'image/bmp', buffer: aPicture(64, [shade, 80, 120]) });
  if (forResident) await page.getByLabel('居民反映').check();
  await page.getByRole('img', { name: '照片 1' }).waitFor();
  await page.getByText('已定位').waitFor();
  await page.getByRole('button', { name: '受理', exact: true }).click();
  await page.getByRole('heading', { name: '发件箱' }).waitFor();
}

/** A page of its own browser context, in which somebody is logged in. */
async function desk(browser: Browser, url: string, persona: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await logIn(page, url, persona);
  return page;
}

/** Makes a move on the page of a case: its button, what it asks for by label, and sends it. */
async function makes(page: Page, move: string, fields: Record<string, string> = {}): Promise<void> {
  const panel = page.getByRole('region', { name: '可办事项' });
  await panel.getByRole('button', { name: move, exact: true }).click();
  for (const [label, value] of Object.entries(fields)) {
    const field = panel.getByLabel(label, { exact: true });
    if ((await field.evaluate(({ tagName }: { tagName: string }) => tagName)) === 'SELECT')
      await field.selectOption(value);
    else await field.fill(value);
  }
  if (Object.keys(fields).length > 0) await panel.getByRole('button', { name: '提交', exact: true }).click();
  // On a telephone the move goes into the box, and the case leaves the hand.
  if (page.url().includes('/handheld/')) return;
  await panel.getByText(`已办：${move}。`).waitFor();
}

/** What the wall of the unit above says that a unit holds itself: red, yellow, green. */
async function wallOf(browser: Browser, url: string, above: string, name: string): Promise<string[]> {
  const page = await desk(browser, `${url}/wall/#/${above}`, 'shawan');
  const row = page.locator('table tbody tr').filter({ has: page.getByRole('link', { name, exact: true }) });
  await row.waitFor();
  const cells = await row.locator('td').allInnerTexts();
  await page.context().close();
  return cells.slice(-3);
}

describe.skipIf(!CHROMIUM)('everybody at their own page', () => {
  test('five matters survive the death of a telephone without a network; one goes up and back, each light on the wall, to a content resident', async () => {
    await using cloud = await aCloud({ directory: district() });
    await using telephone = new Telephone();
    await using browser = await aBrowser();
    const { url } = cloud;

    let phone = await telephone.start();
    phone.setDefaultTimeout(15_000);
    await telephone.at(103.55, 29.45);
    await logIn(phone, `${url}/handheld/`, GRID);
    await phone.getByRole('heading', { name: '我的事项（0）' }).waitFor();
    await phone.evaluate('navigator.serviceWorker.ready.then(() => undefined)');

    await telephone.offline(true);
    const texts = ['路面塌陷', '井盖缺失', '路灯不亮', '护栏损坏', '标线不清'];
    for (const [index, words] of texts.entries()) await takeIn(phone, words, index * 40, index === 0);
    await phone.getByRole('heading', { name: '等待发送（10）' }).waitFor();
    await telephone.kill();
    await cloud.passTo(shanghai('2026-03-02 09:30'));

    phone = await telephone.start();
    await telephone.offline(true);
    await phone.goto(`${url}/handheld/`);
    await phone.getByRole('link', { name: '发件箱（10）' }).click();
    for (const words of texts) await phone.getByText(words).waitFor();
    await telephone.offline(false);
    // The issuer's session died with the browser; what waits goes out when the officer has logged in again.
    await phone.getByRole('button', { name: '登录' }).click();
    await phone.locator(`button[value="${GRID}"]`).click();
    await phone.getByRole('heading', { name: '等待发送（0）' }).waitFor({ timeout: 60_000 });
    await phone.getByRole('heading', { name: '被退回' }).waitFor({ state: 'detached' });

    const { cases } = Inbox.parse((await cloud.get(`/cases?holder=${GRID}`, GRID)).body);
    const seen = await Promise.all(cases.map(({ id }) => cloud.see(id, GRID)));
    expect(seen.map(({ history }) => history[0]?.content?.words).toSorted()).toEqual(texts.toSorted());
    for (const kase of seen) {
      expect([kase.capturedAt, kase.openedAt]).toEqual([MONDAY, shanghai('2026-03-02 09:30')]);
      expect(kase.firstReceiver?.by).toMatchObject({ unit: GRID });
      expect(kase.history[0]?.content?.place).toMatchObject({ longitude: 103.55, latitude: 29.45 });
      await cloud.idle();
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

    await phone.getByRole('heading', { name: '已发送（10）' }).waitFor();
    const receipt = await phone.locator('a[href^="/#/r/"]').innerText();
    const [id = ''] = receipt.split('-');
    expect(await wallOf(browser, url, 'niushi-v1', '双河村第一网格')).toEqual(['0', '0', '5']);

    await phone.getByRole('link', { name: '我的事项' }).click();
    await phone.getByRole('link', { name: /路面塌陷/ }).click();
    await makes(phone, '上报', { 理由: '网格无设备' });
    await expect.poll(async () => (await cloud.see(id)).holder, { timeout: 15_000 }).toBe('niushi-v1');

    const at = (persona: string) => desk(browser, `${url}/console/#/cases/${id}`, persona);
    await cloud.passTo(shanghai('2026-03-04 16:00'));
    expect(await wallOf(browser, url, 'niushi', '双河村')).toEqual(['0', '1', '0']);
    const village = await at('niushi-v1');
    await makes(village, '受理');
    await makes(village, '上报', { 理由: '村里无资金' });

    await cloud.passTo(shanghai('2026-03-10 10:00'));
    expect(await wallOf(browser, url, 'shawan', '牛石镇')).toEqual(['1', '0', '0']);
    const township = await at('niushi');
    await makes(township, '上报', { 理由: '需区级部门处理' });

    const centre = await at('shawan');
    await makes(centre, '交办部门', { 牵头部门: 'dept-housing', 交办要求: '请于时限内修复' });
    expect(await wallOf(browser, url, 'shawan', '住建局')).toEqual(['0', '0', '1']);
    const department = await at('dept-housing');
    await makes(department, '受理');
    await makes(department, '办结', { 办理结果: '路面已修复' });
    await makes(centre, '核查办结', { '说明（可不填）': '' });

    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 760 } });
    const resident = await context.newPage();
    await resident.goto(`${url}/`);
    await resident.getByRole('link', { name: '查看我反映的事' }).click();
    await resident.getByLabel('查询码').fill(receipt.toLowerCase().replace('-', ' '));
    await resident.getByRole('button', { name: '查看', exact: true }).click();
    await resident.getByText('路面已修复').waitFor();
    await resident.getByRole('button', { name: '满意', exact: true }).click();
    await resident.getByText('谢谢，您已表示满意。').waitFor();
    const kase = await cloud.see(id);
    expect(kase).toMatchObject({ status: 'closed', settled: true, light: 'green', rating: { satisfied: true } });
    expect(kase.stages.map(({ unit }) => unit).slice(0, 6)).toEqual([
      GRID,
      'niushi-v1',
      'niushi',
      'shawan',
      'dept-housing',
      'shawan',
    ]);
  });
});
