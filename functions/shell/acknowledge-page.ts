import { hash } from 'node:crypto';
import type { Answer } from './endpoint.ts';

/** What the page says: it asks, or tells what came of the asking. */
export type Asked = 'asks' | 'confirmed' | 'over' | 'unavailable';
type Language = 'zh-Hans' | 'zh-Hant' | 'en';

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

const STYLE = `:root{color-scheme:light dark;font:1.25rem/1.6 system-ui,sans-serif}
body{margin:0 auto;max-width:26rem;padding:2rem 1.25rem}
h1{font-size:1.1rem;font-weight:600}
button{font:inherit;font-weight:600;width:100%;min-height:3.5rem;border:0;border-radius:.75rem;background:#0b6b3a;color:#fff}
button:focus-visible{outline:3px solid;outline-offset:3px}`;

const SAFE = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
};

/** The language of a reader, by what the browser accepts; simplified Chinese if it does not say. */
export function languageOf(accepted = ''): Language {
  const first = /\b(zh(?:-[a-z]+)*|en)\b/i.exec(accepted)?.[1]?.toLowerCase() ?? 'zh';
  if (first === 'en') return 'en';
  return /hant|tw|hk|mo/.test(first) ? 'zh-Hant' : 'zh-Hans';
}

const STATUS: Record<Asked, number> = { asks: 200, confirmed: 200, over: 410, unavailable: 503 };

/** A page that works without script, on any telephone. It says nothing about what the message was about, whoever opens it. */
export function acknowledgePage(asked: Asked, accepted: string | undefined): Answer {
  const language = languageOf(accepted);
  const words = WORDS[language];
  const form =
    asked === 'asks' || asked === 'unavailable' ? `<form method="post"><button>${words.button}</button></form>` : '';
  const body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title><style>${STYLE}</style></head><body><main><h1>${words.title}</h1><p role="status">${words[asked]}</p>${form}</main></body></html>`;
  return { status: STATUS[asked], body, headers: { ...SAFE, vary: 'accept-language' } };
}
