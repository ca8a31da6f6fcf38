import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aBrowser, CHROMIUM, logIn, Telephone } from '../support/a-browser.ts';
import { aCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { shanghai } from '../support/casework.ts';

const GRID = 'niushi-v1-g1';

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
  test('a matter goes up from a telephone to a department and back, the wall shows each light, the resident rates', async () => {
    await using cloud = await aCloud({ directory: documents() });
    await using telephone = new Telephone();
    await using browser = await aBrowser();
    const { url } = cloud;

    const phone = await telephone.start();
    phone.setDefaultTimeout(15_000);
    await logIn(phone, `${url}/handheld/`, GRID);
    await phone.getByRole('link', { name: '受理', exact: true }).click();
    await phone.getByText('道路破损', { exact: true }).click();
    await phone.getByLabel('情况说明').fill('村口路面塌陷，行人绕行');
    await phone.getByLabel('居民反映').check();
    await phone.getByRole('button', { name: '受理', exact: true }).click();
    await phone.getByRole('heading', { name: '已发送（1）' }).waitFor();
    const receipt = await phone.locator('a[href^="/#/r/"]').innerText();
    const [id = ''] = receipt.split('-');
    expect(await wallOf(browser, url, 'niushi-v1', '双河村第一网格')).toEqual(['0', '0', '1']);

    await phone.getByRole('link', { name: '我的事项' }).click();
    await phone.getByRole('link', { name: /道路破损/ }).click();
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
