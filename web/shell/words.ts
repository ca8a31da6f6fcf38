import { setupI18n } from '@lingui/core';
import { signal } from '@preact/signals';
import type admin from '../messages/admin/zh-Hans.json';
import type case_ from '../messages/case/zh-Hans.json';
import type common from '../messages/common/zh-Hans.json';
import type console_ from '../messages/console/zh-Hans.json';
import type handheld from '../messages/handheld/zh-Hans.json';
import type published from '../messages/published/zh-Hans.json';
import type residents from '../messages/residents/zh-Hans.json';
import type wall from '../messages/wall/zh-Hans.json';

export const LANGUAGES = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' } as const;
export type Language = keyof typeof LANGUAGES;

type Messages = typeof common &
  typeof case_ &
  typeof handheld &
  typeof console_ &
  typeof wall &
  typeof residents &
  typeof published &
  typeof admin;
/** Every key there is; one that is not in the catalogues does not compile. */
export type Key = keyof Messages;

/** Loads the catalogue of a page in a language: what `gridlight-words/<room>` exports. */
export type Words = Record<Language, () => Promise<{ default: Parameters<typeof i18n.load>[1] }>>;

const CHOSEN = 'gridlight-language';
const i18n = setupI18n();

/** The zone of the district, in which every instant is told; undefined until the server has said it. */
export const zone = signal<string | undefined>(undefined);
export const language = (): Language => i18n.locale as Language;

/** The language chosen on this device, else the first of its own that there is, else 简体中文. */
function chosenLanguage(): Language {
  const chosen = localStorage.getItem(CHOSEN);
  if (chosen !== null && chosen in LANGUAGES) return chosen as Language;
  for (const own of navigator.languages) {
    if (/^zh-(hant|tw|hk|mo)/i.test(own)) return 'zh-Hant';
    if (/^zh/i.test(own)) return 'zh-Hans';
    if (/^en/i.test(own)) return 'en';
  }
  return 'zh-Hans';
}

/** Loads the words of a page before it is drawn. */
export async function speak(words: Words): Promise<void> {
  const chosen = chosenLanguage();
  const { default: messages } = await words[chosen]();
  i18n.load(chosen, messages);
  i18n.activate(chosen);
  document.documentElement.lang = chosen;
}

/** Loads further words in the language of the page. A second call loads nothing. */
export async function speakAlso(words: Words): Promise<void> {
  const { default: messages } = await words[language()]();
  i18n.load(i18n.locale, messages);
}

/** Another language, for good: the page is opened anew in it. False if somebody would lose what they write, and said no. */
export function speakFromNowOn(chosen: Language): boolean {
  const isWriting = [...document.querySelectorAll<HTMLTextAreaElement>('.move-form textarea')].some(
    ({ value }) => value,
  );
  if (isWriting && !confirm(t('page.language.sure'))) return false;
  localStorage.setItem(CHOSEN, chosen);
  location.reload();
  return true;
}

/** The message of a key, filled in. */
export const t = (key: Key, values?: Record<string, unknown>): string => i18n._(key, values);

/** The message of a key that was put together at run time; undefined if there is none. */
export const maybe = (key: string, values?: Record<string, unknown>): string | undefined =>
  key in i18n.messages ? i18n._(key, values) : undefined;

/** The name of a unit or category in the language of the page. */
export const nameOf = (named: { name: string; nameEn?: string | undefined }): string =>
  (i18n.locale === 'en' && named.nameEn) || named.name;

/** What somebody typed or pasted, without the signs that nobody sees and the API does not take. */
export const readable = (text: string): string =>
  text
    .replace(/[\v\f\u2028\u2029]|\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\p{Cs}\uFFFD]/gu, '')
    .trim();

const formats = new Map<string, Intl.DateTimeFormat>();
function format(at: string | number, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(i18n.locale, { timeZone: zone.value, ...options });
  if (zone.value !== undefined) formats.set(key, known);
  return known.format(typeof at === 'string' ? Date.parse(at) : at);
}

/** An instant as people of the district say it: weekday, day and time, with the year only if it is not this one. */
export function moment(at: string | number): string {
  const year = (when: number) => format(when, { year: 'numeric' });
  const when = typeof at === 'string' ? Date.parse(at) : at;
  return format(when, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(year(when) !== year(Date.now()) && { year: 'numeric' }),
  });
}
export const day = (at: string | number): string => format(at, { year: 'numeric', month: 'long', day: 'numeric' });

export const number = (value: number): string => new Intl.NumberFormat(i18n.locale).format(value);

/** A length of time in its two largest units: `3 小时 20 分钟`; never negative. */
export function duration(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const parts: [Intl.NumberFormatOptions['unit'], number][] = [
    ['day', Math.floor(minutes / 1440)],
    ['hour', Math.floor(minutes / 60) % 24],
    ['minute', minutes % 60],
  ];
  const from = Math.max(
    0,
    parts.findIndex(([, count]) => count > 0),
  );
  const shown = minutes === 0 ? parts.slice(2) : parts.slice(from, from + 2).filter(([, count]) => count > 0);
  return shown.map(([unit, count]) => unitFormat(unit).format(count)).join(' ');
}

/** Lists tell hundreds of lengths a second: a format is made once. */
const unitFormats = new Map<Intl.NumberFormatOptions['unit'], Intl.NumberFormat>();
function unitFormat(unit: Intl.NumberFormatOptions['unit']): Intl.NumberFormat {
  const options: Intl.NumberFormatOptions = { style: 'unit', unit, unitDisplay: 'short' };
  const known = unitFormats.get(unit) ?? new Intl.NumberFormat(i18n.locale, options);
  unitFormats.set(unit, known);
  return known;
}
