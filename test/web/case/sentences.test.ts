import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { messagesOf } from '../../../web/messages/catalogues.ts';

const source = readFileSync(join(import.meta.dirname, '../../../domain/time/clock-sentences.ts'), 'utf8');

/** What the keys that are put together there can be. */
const COMPOSED: Record<string, string[]> = {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: as they stand in the source
  'day.${made}': ['day.make-up', 'day.special'],
  'warning.${rule}': ['warning.fifth', 'warning.four-hours', 'warning.half', 'warning.category'],
  'ledger.pause-${key}': ['ledger.pause-idle', 'ledger.pause-overdue'],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as they stand in the source
};

it('every sentence of an explanation can be told in every language', () => {
  const written = [...source.matchAll(/key: [`']([^`']+)[`']/g)].map(([, key = '']) => key);
  const keys = written.flatMap((key) => COMPOSED[key] ?? [key]);
  expect(keys.length).toBeGreaterThan(15);
  for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
    const messages = messagesOf('case', language);
    expect(keys.filter((key) => !(`step.${key}` in messages))).toEqual([]);
  }
});
