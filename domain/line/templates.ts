import * as z from 'zod/mini';
import type { Language } from '../primitives.ts';

/**
 * Every text that is sent, with what it leaves open. A gateway of the Chinese carriers sends no text of ours, but the number
 * of a template that is registered with it, and the parameters; SNS sends the text.
 */
export const TEMPLATES = {
  /** News of one case. */
  notice: '【网格灯】{news} {number} {unit}{limit}',
  /** The same, to be acknowledged. */
  'notice-asking': '【网格灯】{news} {number} {unit}{limit} 确认请{answer}',
  /** News of several cases: of each kind how many. */
  bundle: '【网格灯】{counts} 请登录查看',
  'bundle-asking': '【网格灯】{counts} 请登录查看 确认请{answer}',
  /** The same in English. */
  'notice-en': 'Gridlight: {news} {number} {unit}{limit}',
  'notice-asking-en': 'Gridlight: {news} {number} {unit}{limit} To confirm {answer}',
  'bundle-en': 'Gridlight: {counts}. Log in to see them.',
  'bundle-asking-en': 'Gridlight: {counts}. Log in to see them. To confirm {answer}',
  /** To an officer whose SMS opened a case, opened none, or could open none. */
  'report-taken': '【网格灯】已受理，编号{number}，由您首问负责。',
  'report-refused': '【网格灯】{reason}。例：{example}',
  'report-no-grid': '【网格灯】您没有网格岗位，请找工作站代报。',
  /** To a resident: what became of a report, of several, and whether SMS are wanted at all. */
  'resident-news': '【网格灯】您反映的{number}{news}，凭回执查看。退订{way}',
  'resident-bundle': '【网格灯】您反映的{count}件事项有新进展，凭回执查看。退订{way}',
  'resident-asks': '【网格灯】有人留下此号，要短信告知所反映事项的进展。不是您请勿理会，是您请{way}',
} as const;
export const Template = z.enum(Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[]);
export type Template = z.infer<typeof Template>;

/** What a message says: a template, and what it leaves open. */
export interface Says {
  template: Template;
  parameters: Record<string, string>;
}

/** One message holds so many characters: 70, or 160 where all of them are ASCII. Several hold 67, or 153, each. */
export const ONE_MESSAGE: Record<Language, number> = { zh: 70, en: 160 };

export const textOf = ({ template, parameters }: Says): string =>
  TEMPLATES[template].replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');

/** How many messages the carrier counts for a text. */
export function segmentsOf(text: string): number {
  const isPlain = /^[\x20-\x7e]*$/.test(text);
  const [one, each] = isPlain ? [ONE_MESSAGE.en, 153] : [ONE_MESSAGE.zh, 67];
  return text.length <= one ? 1 : Math.ceil(text.length / each);
}

/** The templates of a notice and of a bundle, and those that ask to be acknowledged. */
const NOTICE: Record<Language, Template> = { zh: 'notice', en: 'notice-en' };
const BUNDLE: Record<Language, Template> = { zh: 'bundle', en: 'bundle-en' };
const ASKING: Partial<Record<Template, { template: Template; reply: string; open: string; or: string }>> = {
  notice: { template: 'notice-asking', reply: '回', open: '点', or: '或' },
  bundle: { template: 'bundle-asking', reply: '回', open: '点', or: '或' },
  'notice-en': { template: 'notice-asking-en', reply: 'reply ', open: 'open ', or: ' or ' },
  'bundle-en': { template: 'bundle-asking-en', reply: 'reply ', open: 'open ', or: ' or ' },
};

/** What is said of one case, with as much of the name of the unit as one message holds. */
export function noticed(parameters: Record<string, string>, unit: string, language: Language): Says {
  const template = NOTICE[language];
  const left = ONE_MESSAGE[language] - textOf({ template, parameters: { ...parameters, unit: '' } }).length;
  return { template, parameters: { ...parameters, unit: unit.slice(0, Math.max(0, left)) } };
}

/** How the receiver can acknowledge: by the code, where replies arrive, and by the link, where there is one. */
export interface Answer {
  code?: string | undefined;
  link?: string | undefined;
}

/** What is said, and how to acknowledge it; as it was, if there is no way. */
export function asking({ template, parameters }: Says, { code, link }: Answer): Says {
  const asks = ASKING[template];
  if (!asks || (code === undefined && link === undefined)) return { template, parameters };
  const ways = [code && asks.reply + code, link && asks.open + link].filter(Boolean);
  return { template: asks.template, parameters: { ...parameters, answer: ways.join(asks.or) } };
}

/** One message for the news of several cases, each as its word: how many of each, as many kinds as fit. */
export function bundled(words: readonly string[], language: Language): Says {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const kinds = [...counts].map(([word, count]) => (language === 'zh' ? `${word}${count}件` : `${word}: ${count}`));
  const saying = (named: readonly string[]): Says => {
    const more = language === 'zh' ? `等共${words.length}件` : ` ... ${words.length} in all`;
    const all = named.length === kinds.length ? '' : more;
    return {
      template: BUNDLE[language],
      parameters: { counts: `${named.join(language === 'zh' ? '、' : ', ')}${all}` },
    };
  };
  const fitting = kinds.map((_, index) => saying(kinds.slice(0, index + 1)));
  return fitting.findLast((says) => textOf(says).length <= ONE_MESSAGE[language]) ?? saying([]);
}
