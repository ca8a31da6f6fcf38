import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { aBrowser, CHROMIUM, logIn } from '../test/support/a-browser.ts';
import { wordsIn } from '../test/support/words.ts';
import { LANGUAGES, type Language } from '../web/messages/catalogues.ts';
import { type District, startDistrict } from './pictures/district.ts';
import { gallery, type Picture } from './pictures/gallery.ts';
import { DOCS, ROOMS, type Room, SHOWN, type Shown } from './pictures/pages.ts';
import { drawPhotos } from './pictures/photos.ts';
import { BEGINS, playStory } from './pictures/story.ts';

/**
 * `npm run pictures [-- --out DIR] [--only ROOM] [--language L] [--readme]`: pictures of the pages with the sample district
 * in them, in every language, light and dark, on a telephone and at a desk, and a page to look at them all. With `--readme`
 * those of the README are taken over into docs/pictures. The clock stands still, so that a picture changes only with the
 * pages. Ends with 1 where a page is wider than its screen.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.gridlight/pictures' },
    only: { type: 'string' },
    language: { type: 'string' },
    readme: { type: 'boolean', default: false },
  },
});
const rooms = ROOMS.filter(({ name }) => values.only === undefined || name === values.only);
const languages = LANGUAGES.filter((language) => values.language === undefined || language === values.language);
if (!CHROMIUM || rooms.length === 0 || languages.length === 0) {
  console.error(
    `There are the rooms ${ROOMS.map(({ name }) => name).join(', ')}, the languages ${LANGUAGES.join(', ')}`,
  );
  console.error('and a Chromium is needed: install it, or set CHROMIUM=path.');
  process.exit(2);
}

const SIZES = { phone: { width: 390, height: 780 }, desk: { width: 1280, height: 800 } };
const THEMES = ['light', 'dark'] as const;
/** A page that is longer is cut there. */
const MOST_HIGH = 2400;
const LOCALES: Record<Language, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' };
const wide: string[] = [];

const say = (text: string): void => console.log(text);
const data = mkdtempSync(join(tmpdir(), 'gridlight-pictures-'));
mkdirSync(values.out, { recursive: true });
const [district, browser] = await Promise.all([startDistrict(data, BEGINS, say), aBrowser()]);
try {
  const photos = await drawPhotos(browser);
  await playStory(district, photos);
  const pictures: Picture[] = [];
  for (const language of languages) {
    for (const room of rooms) {
      const taken = await visit({ district, browser, room, language, photo: photos[0] ?? Buffer.alloc(0) });
      pictures.push(...taken);
      say(`${room.name} ${language}: ${taken.length} pictures`);
    }
  }
  writeFileSync(join(values.out, 'index.html'), gallery(pictures));
  say(`Look at ${join(values.out, 'index.html')}`);
} finally {
  await browser.close();
  await district.close();
  rmSync(data, { recursive: true });
}
for (const one of wide) console.error(`Wider than its screen: ${one}`);
process.exitCode = wide.length === 0 ? 0 : 1;

interface Visit {
  district: District;
  browser: Browser;
  room: Room;
  language: Language;
  photo: Buffer;
}

/** Walks through one page in one language, and takes its pictures. */
async function visit({ district, browser, room, language, photo }: Visit): Promise<Picture[]> {
  const pictures: Picture[] = [];
  const context = await browser.newContext({
    locale: LOCALES[language],
    viewport: SIZES.desk,
    reducedMotion: 'reduce',
    permissions: ['geolocation'],
    geolocation: { longitude: 103.5522, latitude: 29.4098, accuracy: 9 },
  });
  await context.clock.setFixedTime(district.now());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  if (room.persona) await logIn(page, district.url + room.path, room.persona);
  else await page.goto(district.url + room.path);
  await room.walk({
    page,
    say: wordsIn(language),
    photo,
    go: (hash) => page.evaluate(`location.hash = ${JSON.stringify(hash)}`),
    async take(state) {
      for (const [size, viewport] of Object.entries(SIZES)) {
        await page.setViewportSize(viewport);
        for (const theme of THEMES) {
          const file = `${room.name}-${state}.${language}.${theme}.${size}.png`;
          await page.emulateMedia({ colorScheme: theme });
          await shoot(page, join(values.out, file));
          pictures.push({ room: room.name, state, language, theme, size, file });
        }
        if (Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth')) > 0)
          wide.push(`${room.name} ${state}, ${language}, ${size}`);
      }
      const shown = SHOWN.find((one) => one.state === `${room.name} ${state}`);
      if (values.readme && shown && language !== 'zh-Hant') await showInReadme(page, shown, language);
    },
  });
  await context.close();
  return pictures;
}

/** The page from its beginning, whole where it is not too long: in a window as high as the page, as what is fixed to it is. */
async function shoot(page: Page, path: string): Promise<void> {
  const { width, height } = page.viewportSize() ?? SIZES.desk;
  const whole = Number(await page.evaluate('scrollTo(0, 0), document.documentElement.scrollHeight'));
  await page.setViewportSize({ width, height: Math.min(MOST_HIGH, Math.max(height, whole)) });
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  await page.setViewportSize({ width, height });
}

/** The beginning of the page in light, where the README looks for it. */
async function showInReadme(page: Page, { file, ...size }: Shown, language: Language): Promise<void> {
  const path = join(DOCS, `${file}-${language}.jpg`);
  mkdirSync(DOCS, { recursive: true });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(size);
  const picture = await page.screenshot({ path, type: 'jpeg', quality: 85, animations: 'disabled', caret: 'hide' });
  say(`${path}: ${Math.round(picture.length / 1024)} KB`);
}
