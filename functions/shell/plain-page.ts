import { hash } from 'node:crypto';
import { type Answer, endpoint, type HttpEvent } from './endpoint.ts';
import { log } from './log.ts';

export type Language = 'zh-Hans' | 'zh-Hant' | 'en';

/** What a page says; with a button it can be sent back. */
export interface Page {
  status: number;
  title: string;
  words: string;
  button?: string | undefined;
}

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

/** A page that works without script, on any telephone. */
export function plainPage(language: Language, { status, title, words, button }: Page): Answer {
  const form = button === undefined ? '' : `<form method="post"><button>${button}</button></form>`;
  const body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1><p role="status">${words}</p>${form}</main></body></html>`;
  return { status, body, headers: { ...SAFE, vary: 'accept-language' } };
}

/** A route that answers with a page, whatever happens: what `work` comes to, or that it cannot be done just now. */
export const pageEndpoint = <T extends string>(
  page: (what: T | 'unavailable', accepted: string | undefined) => Answer,
  work: (event: HttpEvent) => Promise<T>,
) =>
  endpoint(async (event) => {
    const accepted = event.headers['accept-language'];
    try {
      return page(await work(event), accepted);
    } catch (fault) {
      log.error('fault', { route: event.routeKey, request: event.requestContext.requestId, fault });
      return page('unavailable', accepted);
    }
  });
