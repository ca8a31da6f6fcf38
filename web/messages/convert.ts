import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Converter } from 'opencc-js/cn2t';
import { messagesOf, ROOMS } from './catalogues.ts';

/** 简体 in 繁體, word by word, as Taiwan and the offices write it. */
export function toTraditional(messages: Record<string, string>): Record<string, string> {
  const convert = Converter({ from: 'cn', to: 'twp' });
  return Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, convert(message)]));
}

/** `npm run words`: writes every `zh-Hant.json` from its `zh-Hans.json`. */
if (import.meta.main) {
  for (const room of ROOMS) {
    const text = JSON.stringify(toTraditional(messagesOf(room, 'zh-Hans')), null, 2);
    writeFileSync(join(import.meta.dirname, room, 'zh-Hant.json'), `${text}\n`);
  }
}
