import { describe, expect, test } from 'vitest';
import { REFUSALS } from '../../domain/case/refusal.ts';
import { REVIEW_REFUSALS } from '../../domain/review/refusal.ts';
import { PROBLEMS } from '../../functions/shell/problem.ts';
import { catalogues, LANGUAGES, messagesOf, ROOMS } from '../../web/messages/catalogues.ts';
import { toTraditional } from '../../web/messages/convert.ts';

describe('the catalogues', () => {
  test('compile in every language, with the same keys and values', () => {
    expect(Object.keys(catalogues(ROOMS))).toEqual([...LANGUAGES]);
  });

  test.each(ROOMS)('of %s say in 繁體 what they say in 简体; npm run words brings them in step', (room) => {
    expect(messagesOf(room, 'zh-Hant')).toEqual(toTraditional(messagesOf(room, 'zh-Hans')));
  });

  test('have words for whatever the API refuses', () => {
    const codes = [...Object.keys(PROBLEMS), ...Object.keys(REFUSALS), ...Object.keys(REVIEW_REFUSALS)];
    const said = Object.keys(messagesOf('common', 'zh-Hans'));
    expect(codes.map((code) => `problem.${code}`).filter((key) => !said.includes(key))).toEqual([]);
  });

  test('and no 简体 is left where 繁體 or English is meant', () => {
    const chinese = Object.entries(messagesOf('common', 'en')).filter(([, text]) => /\p{Script=Han}/u.test(text));
    expect(chinese).toEqual([]);
  });
});
