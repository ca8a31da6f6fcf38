import { type Language, messagesOf, ROOMS } from '../../web/messages/catalogues.ts';

/** What a page says under a key in a language: a text without values as it is, one with values as a pattern. */
export function wordsIn(language: Language) {
  const all = Object.assign({}, ...ROOMS.map((room) => messagesOf(room, language))) as Record<string, string>;
  return (key: string): string => {
    const message = all[key];
    if (message === undefined) throw new Error(`no words for "${key}" in ${language}`);
    return message;
  };
}
