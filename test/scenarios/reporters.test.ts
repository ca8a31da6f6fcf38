import { expect, test } from 'vitest';
import { Reporters } from '../../functions/shell/list-messages.ts';
import { aBrowser, CHROMIUM, logIn } from '../support/a-browser.ts';
import { aCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { anOpening } from '../support/casework.ts';

/** A clerk at the station files for a rural officer who called. */

const reporter = 'of-niushi-v1-g1';
const byClerk = { officer: 'of-niushi-v1', unit: 'niushi-v1', role: 'officer' };
const byOfficer = { officer: reporter, unit: 'niushi-v1-g1', role: 'officer' };
const opening = anOpening({ reporter });
const PHONE = '+8610000000701';
const withPhone = documents({
  officers: documents().officers.map((officer) => (officer.id === reporter ? { ...officer, phone: PHONE } : officer)),
});

test('the officer is credited and holds it, the clerk is on record, and a replay changes nothing', async () => {
  await using cloud = await aCloud();
  const { status, body } = await cloud.get('/reporters?grid=niushi-v1-g1', 'niushi-v1');
  expect([status, Reporters.parse(body).reporters.map(({ id }) => id)]).toEqual([200, [reporter]]);

  expect(await cloud.open(opening, 'niushi-v1')).toMatchObject({ status: 201, body: { reporter: byOfficer } });
  expect(await cloud.open(opening, 'niushi-v1')).toMatchObject({ status: 200, body: { version: 2 } });
  const { reporter: _, ...other } = opening;
  expect(await cloud.open(other, 'niushi-v1')).toMatchObject({ status: 409, body: { code: 'id-conflict' } });

  const kase = await cloud.see(opening.id, 'niushi-v1-g1');
  expect(kase).toMatchObject({
    reporter: byOfficer,
    firstReceiver: { by: byOfficer },
    stages: [{ acceptedBy: byOfficer }],
    history: [
      { by: byClerk, what: { type: 'opened', reporter: byOfficer } },
      { by: byOfficer, what: { type: 'accepted' } },
    ],
    chain: { verified: true },
  });
  expect(Object.keys(kase.people).toSorted()).toEqual(['of-niushi-v1', reporter]);
  expect(await cloud.smsTexts()).toEqual([]);
  expect(await cloud.command(opening.id, 'niushi-v1-g1', { type: 'resolve', result: '已修补' })).toMatchObject({
    status: 200,
    body: { status: 'closed' },
  });
});

test('what was handled on the spot is the officer’s result', async () => {
  await using cloud = await aCloud();
  const reply = await cloud.open({ ...opening, record: { result: '已劝导' } }, 'niushi-v1');
  expect(reply).toMatchObject({ status: 201, body: { status: 'closed', reporter: byOfficer } });
  const { history } = await cloud.see(opening.id);
  expect(history.map(({ by }) => by)).toEqual([byClerk, byOfficer, byOfficer]);
});

test('a stranger, somebody from elsewhere and a filer without a post there are refused, and open no case', async () => {
  await using cloud = await aCloud();
  for (const [body, who, status, code] of [
    [{ ...opening, reporter: 'stranger' }, 'niushi-v1', 422, 'unknown-officer'],
    [{ ...opening, reporter: 'of-niushi-v1-g2' }, 'niushi-v1', 422, 'reporter-elsewhere'],
    [{ ...opening, reporter: 'Of Niushi' }, 'niushi-v1', 400, 'malformed'],
    [opening, 'fulu-v1', 403, 'not-yours'],
  ] as const) {
    expect(await cloud.open(body, who)).toMatchObject({ status, body: { code } });
  }
  expect(await cloud.get(`/cases/${opening.id}`)).toMatchObject({ status: 404 });
  for (const [grid, who, status] of [
    ['niushi-v1-g1', 'fulu-v1', 403],
    ['niushi-v1-g1', 'admin', 403],
    ['niushi-v1', 'niushi-v1', 404],
    ['no-such-grid', 'niushi-v1', 404],
  ] as const) {
    expect(await cloud.get(`/reporters?grid=${grid}`, who)).toMatchObject({ status });
  }
});

test('the registered telephone of an officer is shown to the centre and to administrators alone', async () => {
  await using cloud = await aCloud({ directory: withPhone });
  await cloud.open(opening, 'niushi-v1');
  for (const who of ['niushi-v1-g1', 'niushi-v1', 'niushi', 'dept-housing']) {
    expect(await cloud.get('/officers', who)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
  }
  for (const who of ['shawan', 'admin']) {
    expect(JSON.stringify((await cloud.get('/officers', who)).body)).toContain(PHONE);
  }
  const paths = ['/me', '/units', `/cases/${opening.id}`, `/cases/${opening.id}/explanation`];
  for (const path of [...paths, '/reporters?grid=niushi-v1-g1', '/cases?holder=niushi-v1-g1', '/wall?unit=niushi-v1']) {
    const { status, body } = await cloud.get(path, path === '/me' ? 'niushi-v1-g1' : 'niushi-v1');
    expect([path, status, JSON.stringify(body).includes(PHONE.slice(-4))]).toEqual([path, 200, false]);
  }
});

test.skipIf(!CHROMIUM)(
  'in the console a clerk chooses the officer, and the case says who reported and who filed it',
  async () => {
    await using cloud = await aCloud();
    await using browser = await aBrowser();
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await logIn(page, `${cloud.url}/console/#/new`, 'niushi-v1');
    await page.getByLabel('网格', { exact: true }).selectOption('niushi-v1-g1');
    await page.getByLabel('代报（上报人）').selectOption(reporter);
    await page.getByLabel('事项类别').selectOption('roads');
    await page.getByLabel('情况说明').fill('护栏松动');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('link', { name: '打开这件事项' }).click();
    const fact = page.getByText(/某某（niushi-v1-g1）（双河村第一网格 \S+），由某某（niushi-v1）（双河村 \S+）代报/);
    await fact.waitFor();
    await page.getByText('在 双河村第一网格 代某某（niushi-v1-g1）登记：道路破损').waitFor();
  },
);
