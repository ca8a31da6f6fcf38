import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { CASES, RECEIPT } from './story.ts';

/** How a page is walked through; `take` takes its pictures as it is then. */
export interface Walk {
  page: Page;
  /** The words of a key, in the language of the page. */
  say: (key: string) => string;
  go: (hash: string) => Promise<void>;
  photo: Buffer;
  take: (state: string) => Promise<void>;
}

export interface Room {
  name: string;
  path: string;
  /** Who is logged in; nobody where it is missing. */
  persona?: string;
  walk: (walk: Walk) => Promise<void>;
}

const button = ({ page, say }: Walk, key: string) => page.getByRole('button', { name: say(key), exact: true });
const heading = ({ page }: Walk) => page.getByRole('heading', { level: 1 }).first();

async function withPhoto({ page, photo }: Walk): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: 'hole.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.getByRole('img').first().waitFor();
}

export const ROOMS: readonly Room[] = [
  {
    name: 'residents',
    path: '/',
    async walk(walk) {
      const { page, say, go, take } = walk;
      await page.locator('.cards button').nth(5).waitFor();
      await take('home');
      await page.locator('.cards button').nth(5).click();
      await page.getByLabel(say('residents.words')).fill('楼下的路灯不亮三天了，晚上老人出门看不清路。');
      await withPhoto(walk);
      await take('tell');
      await button(walk, 'residents.next').click();
      await page.getByLabel(say('residents.township')).selectOption('jianong');
      await page.getByLabel(say('residents.village')).selectOption('jianong-c01');
      await take('where');
      await go('#/r');
      await page.getByLabel(say('residents.receipt')).waitFor();
      await take('receipt');
      await go(`#/r/${RECEIPT}`);
      await page.locator('.answer').waitFor();
      await take('follow');
    },
  },
  {
    name: 'handheld',
    path: '/handheld/',
    persona: 'grid',
    async walk(walk) {
      const { page, say, go, take } = walk;
      await page.locator(`a[href$="${CASES.gas}"]`).waitFor();
      await take('home');
      await go('#/new');
      await heading(walk).waitFor();
      await page.locator('.categories label').nth(5).click();
      await page.getByLabel(say('field.words')).fill('步道护栏松动，孩子常在这里玩。');
      await withPhoto(walk);
      await take('take-in');
      await go(`#/cases/${CASES.gas}`);
      await page.getByRole('region', { name: say('moves.title') }).waitFor();
      await take('case');
      await go('#/outbox');
      await take('outbox');
    },
  },
  {
    name: 'console',
    path: '/console/',
    persona: 'centre',
    async walk(walk) {
      const { page, say, go, take } = walk;
      await page.locator('.inbox-row').first().waitFor();
      await take('inbox');
      await go(`#/cases/${CASES.sinkhole}`);
      await page.locator('.photos img').first().waitFor();
      await page.waitForLoadState('networkidle');
      await take('case');
      await page
        .getByRole('button', { name: new RegExp(say('move.rule')) })
        .first()
        .click();
      await button(walk, 'moves.send').click();
      await take('move');
      await go('#/new');
      await button(walk, 'console.new.send').waitFor();
      await take('new');
    },
  },
  {
    name: 'wall',
    path: '/wall/',
    persona: 'director',
    async walk(walk) {
      const { page, go, take } = walk;
      await page.getByRole('table').waitFor();
      await take('district');
      await go('#/shawan-town');
      await page.getByRole('table').waitFor();
      await take('township');
      await go('#/shawan?big=1');
      await button(walk, 'page.close').waitFor();
      await take('projector');
    },
  },
  {
    name: 'admin',
    path: '/admin/',
    persona: 'admin',
    async walk(walk) {
      const { page, say, go, take } = walk;
      const shows = async (hash: string, state: string) => {
        await go(hash);
        await heading(walk).waitFor();
        await take(state);
      };
      await shows('#/', 'overview');
      await shows('#/units/shawan-town-c01-g1', 'unit');
      await shows('#/officers', 'officers');
      await shows('#/calendars/cn-national', 'calendar');
      await go('#/categories/street-works');
      await page.getByLabel(new RegExp(say('admin.limit.count').replace('{label}', say('level.grid')))).fill('240');
      await take('category');
      await go('#/changes');
      await button(walk, 'admin.preview').click();
      await page.getByRole('region', { name: say('admin.previewed') }).waitFor();
      await take('preview');
    },
  },
  {
    name: 'login',
    path: '/console/',
    async walk(walk) {
      const { page, take } = walk;
      await button(walk, 'login.go').waitFor();
      await take('asked');
      await button(walk, 'login.go').click();
      await page.locator('button[name=persona]').first().waitFor();
      await take('issuer');
    },
  },
];

/** What the README shows of a state: so much from its beginning. */
export interface Shown {
  state: string;
  file: string;
  width: number;
  height: number;
}
export const SHOWN: readonly Shown[] = [
  { state: 'console case', file: 'console-case', width: 1120, height: 700 },
  { state: 'wall district', file: 'wall', width: 1120, height: 860 },
  { state: 'handheld take-in', file: 'handheld-take-in', width: 390, height: 780 },
  { state: 'residents follow', file: 'residents-follow', width: 390, height: 780 },
];
export const DOCS = join(import.meta.dirname, '../../docs/pictures');
