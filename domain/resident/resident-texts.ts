import type { ResidentNewsKind } from '../case-file/resident-news.ts';
import type { Says } from '../line/templates.ts';

const WORDS: Record<ResidentNewsKind, string> = {
  answered: '已有答复',
  reopened: '已重新办理',
  'not-reopened': '未予重办',
  closed: '已办结',
  cancelled: '已撤销',
  messaged: '有办理单位留言',
};

/** What an SMS to a resident says in a word. */
export const wordForResident = (news: ResidentNewsKind): string => WORDS[news];

/** The number of the report and what became of it; nothing of the matter, and nobody's name. */
export const residentSays = (number: string, news: ResidentNewsKind): Says => ({
  template: 'resident-news',
  parameters: { number, news: WORDS[news] },
});

/** Asks whoever has the telephone whether SMS are wanted. It names no report, so that one message asks for several. */
export const asksResident: Says = { template: 'resident-asks', parameters: {} };

export const residentBundle = (count: number): Says => ({
  template: 'resident-bundle',
  parameters: { count: String(count) },
});

/** How the receiver says yes, or no more: by a reply, where replies arrive, and by the link. */
export function withWay({ template, parameters }: Says, takesReplies: boolean, link: string): Says {
  const word = template === 'resident-asks' ? 'Y' : 'TD';
  return { template, parameters: { ...parameters, way: takesReplies ? `回${word}或点${link}` : `点${link}` } };
}

/** What a reply by SMS wants, if it is a word for residents: full-width letters are letters. */
export function residentReply(text: string): 'yes' | 'stop' | undefined {
  const word = text.normalize('NFKC').trim().toUpperCase();
  if (word === 'Y' || word === '同意') return 'yes';
  return word === 'T' || word === 'TD' || word === '退订' ? 'stop' : undefined;
}
