import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompiledMessage, compileMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import * as z from 'zod/mini';

/** The languages of the pages, the first one first: 简体中文, 繁體中文, English. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The folders of the catalogues. */
export const ROOMS = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

const Messages = z.record(z.string(), z.string().check(z.minLength(1)));

/** What one file says: `web/messages/<room>/<language>.json`, from key to ICU message. */
export const messagesOf = (room: string, language: Language): Record<string, string> =>
  z.parse(Messages, JSON.parse(readFileSync(join(import.meta.dirname, room, `${language}.json`), 'utf8')));

/**
 * The compiled messages of some rooms in every language. Throws, naming them all, when a language lacks a key, has one too
 * many, or fills in other values than the first language does.
 */
export function catalogues(rooms: readonly string[]): Record<string, Record<string, CompiledMessage>> {
  const faults: string[] = [];
  const all = LANGUAGES.map((language) => {
    const own = rooms.flatMap((room) => Object.entries(messagesOf(room, language)));
    return { language, messages: Object.fromEntries(own) };
  });
  const first = all[0]?.messages ?? {};
  for (const { language, messages } of all) {
    const where = `messages in ${language} (${rooms.join(', ')})`;
    for (const key of Object.keys(first)) {
      const message = messages[key];
      if (message === undefined) faults.push(`${where}: "${key}" is missing`);
      else if (valuesOf(message) !== valuesOf(first[key] ?? ''))
        faults.push(`${where}: "${key}" fills in ${valuesOf(message) || 'nothing'}, not ${valuesOf(first[key] ?? '')}`);
    }
    for (const key of Object.keys(messages)) if (!(key in first)) faults.push(`${where}: "${key}" is one too many`);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return Object.fromEntries(
    all.map(({ language, messages }) => [
      language,
      Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, compileMessageOrThrow(message)])),
    ]),
  );
}

/** The names of the values that a message fills in, sorted. */
function valuesOf(message: string): string {
  const names = new Set<string>();
  const walk = (parts: CompiledMessage): void => {
    for (const part of parts) {
      if (typeof part === 'string') continue;
      const [name, , choices] = part;
      if (name !== '#') names.add(name);
      if (isChoices(choices)) Object.values(choices).filter(Array.isArray).forEach(walk);
    }
  };
  walk(compileMessage(message));
  return [...names].toSorted().join(', ');
}

const isChoices = (value: unknown): value is Record<string, CompiledMessage> =>
  typeof value === 'object' && value !== null;
