import * as z from 'zod/mini';

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
  /** To an officer whose SMS opened a case, opened none, or could open none. */
  'report-taken': '【网格灯】已受理，编号{number}，由您首问负责。',
  'report-refused': '【网格灯】{reason}。例：{example}',
  'report-no-grid': '【网格灯】您没有网格岗位，请找工作站代报。',
} as const;
export const Template = z.enum([
  'notice',
  'notice-asking',
  'bundle',
  'bundle-asking',
  'report-taken',
  'report-refused',
  'report-no-grid',
]);
export type Template = z.infer<typeof Template>;

/** What a message says: a template, and what it leaves open. */
export interface Says {
  template: Template;
  parameters: Record<string, string>;
}

/** One message holds so many characters; several hold 67 each. */
export const ONE_MESSAGE = 70;

export const textOf = ({ template, parameters }: Says): string =>
  TEMPLATES[template].replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');

/** How many messages the carrier counts for a text that is not all ASCII. */
export const segmentsOf = (text: string): number => (text.length <= ONE_MESSAGE ? 1 : Math.ceil(text.length / 67));

/** How the receiver can acknowledge: by the code, where replies arrive, and by the link, where there is one. */
export interface Answer {
  code?: string | undefined;
  link?: string | undefined;
}

/** What is said, and how to acknowledge it; as it was, if there is no way. */
export function asking({ template, parameters }: Says, { code, link }: Answer): Says {
  const answer = [code && `回${code}`, link && `点${link}`].filter(Boolean).join('或');
  if (answer === '') return { template, parameters };
  const asks = template === 'bundle' ? 'bundle-asking' : 'notice-asking';
  return { template: asks, parameters: { ...parameters, answer } };
}

/** One message for the news of several cases, each as its word: how many of each, as many kinds as fit. */
export function bundled(words: readonly string[]): Says {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const kinds = [...counts].map(([word, count]) => `${word}${count}件`);
  const saying = (named: readonly string[]): Says => {
    const all = named.length === kinds.length ? '' : `等共${words.length}件`;
    return { template: 'bundle', parameters: { counts: `${named.join('、')}${all}` } };
  };
  const fitting = kinds.map((_, index) => saying(kinds.slice(0, index + 1)));
  return fitting.findLast((says) => textOf(says).length <= ONE_MESSAGE) ?? saying([]);
}
