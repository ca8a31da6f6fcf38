import type { Answer } from './endpoint.ts';
import { type Language, languageOf, plainPage } from './plain-page.ts';

/** What the page says: it asks, or tells what came of the asking. */
export type Asked = 'asks' | 'confirmed' | 'over' | 'unavailable';

const WORDS: Record<Language, Record<Asked | 'title' | 'button', string>> = {
  'zh-Hans': {
    title: '网格灯 · 签收',
    asks: '短信已收到？点一下确认，就不再打扰下一位值班人员。',
    button: '确认收到',
    confirmed: '已确认收到。请尽快办理。',
    over: '此链接已失效，未作确认。请登录查看，或按最新短信确认。',
    unavailable: '暂时无法确认，请稍后再点一次。',
  },
  'zh-Hant': {
    title: '網格燈 · 簽收',
    asks: '簡訊已收到？點一下確認，就不再打擾下一位值班人員。',
    button: '確認收到',
    confirmed: '已確認收到。請儘快辦理。',
    over: '此連結已失效，未作確認。請登入查看，或按最新簡訊確認。',
    unavailable: '暫時無法確認，請稍後再點一次。',
  },
  en: {
    title: 'Gridlight · acknowledge',
    asks: 'Did the message reach you? Confirm it, and the next person on duty is not called.',
    button: 'I have got it',
    confirmed: 'Confirmed. Please see to it soon.',
    over: 'This link is over; nothing was confirmed. Log in, or use the latest message.',
    unavailable: 'It could not be confirmed just now; please try once more.',
  },
};

const STATUS: Record<Asked, number> = { asks: 200, confirmed: 200, over: 410, unavailable: 503 };

/** A page that works without script, on any telephone. It says nothing about what the message was about, whoever opens it. */
export function acknowledgePage(asked: Asked, accepted: string | undefined): Answer {
  const language = languageOf(accepted);
  const { title, button, ...words } = WORDS[language];
  const isAsked = asked === 'asks' || asked === 'unavailable';
  return plainPage(language, {
    status: STATUS[asked],
    title,
    words: words[asked],
    button: isAsked ? button : undefined,
  });
}
