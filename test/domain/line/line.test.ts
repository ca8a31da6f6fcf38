import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Letter, letterKey } from '../../../domain/line/letter.ts';
import { claim, GATHERED, MOST_LETTERS, newLine, nextAt, nextLetters } from '../../../domain/line/line.ts';
import { freeAt, WINDOWS, withSend } from '../../../domain/line/pace.ts';
import { asking, bundled, ONE_MESSAGE, segmentsOf, textOf } from '../../../domain/line/templates.ts';
import { type Instant, instant, Language, ms, plusSeconds } from '../../../domain/primitives.ts';
import { MONDAY } from '../../support/casework.ts';

let made = 0;
const letter = (urgency: Letter['urgency'], at: Instant): Letter => ({
  of: 'case',
  id: '01KJP3AB5S8M6W3T9V2XQ4RD7C',
  notice: `${++made}-duty`,
  attempt: 0,
  news: 'red',
  unit: 'niushi-v1',
  as: 'duty',
  urgency,
  at,
});
const anUrgency = fc.constantFrom<Letter['urgency']>('urgent', 'prompt', 'digest');

/** Sends whatever a line may send, as it comes, and tells when each message went and with what. */
function played(arrivals: readonly { after: number; urgency: Letter['urgency'] }[]) {
  let line = newLine;
  let waiting: Letter[] = [];
  const messages: { at: Instant; letters: readonly Letter[] }[] = [];
  let clock = ms(MONDAY);
  const coming = arrivals.map(({ after, urgency }) => {
    clock += after * 1000;
    return letter(urgency, instant(clock));
  });
  let now = MONDAY;
  for (let step = 0; step < 2_000; step += 1) {
    const arrived = coming.filter(({ at }) => at <= now).length;
    waiting.push(...coming.splice(0, arrived));
    const letters = nextLetters(line, waiting, now);
    if (letters.length > 0) {
      line = { ...claim(line, letters, null, now), sending: null };
      waiting = waiting.filter((own) => !letters.includes(own));
      messages.push({ at: now, letters });
      continue;
    }
    const next = [nextAt(line, waiting, now), coming[0]?.at].filter((at) => typeof at === 'string').sort()[0];
    if (next === undefined) return { messages, waiting };
    if (next <= now) throw new Error(`stuck at ${now}`);
    now = next;
  }
  throw new Error('it never ends');
}

describe('the pace of a line', () => {
  const arrivals = fc.array(fc.record({ after: fc.nat({ max: 900 }), urgency: anUrgency }), { maxLength: 120 });

  test('never exceeds what carriers and on-call systems allow, and leaves nothing unsent', () => {
    fc.assert(
      fc.property(arrivals, (coming) => {
        const { messages, waiting } = played(coming);
        expect(waiting).toEqual([]);
        const sent = messages.map(({ at }) => ms(at));
        for (const { seconds, most } of WINDOWS) {
          for (const [index, at] of sent.entries()) {
            const within = sent.slice(index).filter((other) => other - at < seconds * 1000);
            expect(within.length).toBeLessThanOrEqual(most);
          }
        }
        const keys = messages.flatMap(({ letters }) => letters.map(letterKey));
        expect(new Set(keys).size).toBe(coming.length);
      }),
      { numRuns: 200 },
    );
  });

  test('is that of an on-call system: one a minute, 5 in 15 minutes, 11 in an hour, 21 in three', () => {
    const burst = Array.from({ length: 40 }, () => ({ after: 60, urgency: 'urgent' as const }));
    const { messages } = played(burst);
    const within = (seconds: number) =>
      messages.filter(({ at }) => ms(at) - ms(messages[0]?.at ?? '') < seconds * 1000);
    expect([60, 900, 3600, 10_800].map((seconds) => within(seconds).length)).toEqual([1, 5, 11, 12]);
  });

  test('keeps room for what is urgent: routine alone is held before an emergency would be', () => {
    const sent = [0, 60, 120].reduce<Instant[]>((sofar, at) => withSend(sofar, plusSeconds(MONDAY, at)), []);
    const now = plusSeconds(MONDAY, 180);
    expect(freeAt(sent, 'urgent', now)).toBe(now);
    expect(freeAt(sent, 'prompt', now)).toBe(plusSeconds(MONDAY, 900));
  });

  test('forgets after three hours', () => {
    const many = Array.from({ length: 21 }, (_, index) => plusSeconds(MONDAY, index * 500));
    const at = plusSeconds(MONDAY, 3 * 3600 + 500);
    expect(withSend(many, at)).toHaveLength(20);
  });
});

describe('the next message', () => {
  test('is what is urgent, by itself and all of it, before what came first', () => {
    const letters = [
      letter('prompt', MONDAY),
      letter('urgent', plusSeconds(MONDAY, 5)),
      letter('urgent', plusSeconds(MONDAY, 6)),
    ];
    const now = plusSeconds(MONDAY, 10);
    expect(nextLetters(newLine, letters, now).map(({ urgency }) => urgency)).toEqual(['urgent', 'urgent']);
  });

  test('gathers what is not urgent for half an hour, or until several go anyway', () => {
    const digest = letter('digest', MONDAY);
    expect(nextLetters(newLine, [digest], plusSeconds(MONDAY, GATHERED - 1))).toEqual([]);
    expect(nextAt(newLine, [digest], MONDAY)).toBe(plusSeconds(MONDAY, GATHERED));
    expect(nextLetters(newLine, [digest], plusSeconds(MONDAY, GATHERED))).toEqual([digest]);
    const prompt = letter('prompt', plusSeconds(MONDAY, 60));
    expect(nextLetters(newLine, [digest, prompt], plusSeconds(MONDAY, 60))).toEqual([prompt]);
    const another = letter('prompt', plusSeconds(MONDAY, 60));
    expect(nextLetters(newLine, [digest, prompt, another], plusSeconds(MONDAY, 60))).toEqual([prompt, another, digest]);
  });

  test('tells of a thousand letters at most; the others are in the next', () => {
    const many = Array.from({ length: MOST_LETTERS + 5 }, (_, index) => letter('prompt', plusSeconds(MONDAY, index)));
    const later = plusSeconds(MONDAY, 3600);
    const first = nextLetters(newLine, many, later);
    expect(first).toEqual(many.slice(0, MOST_LETTERS));
  });

  test('has a number of its own for good', () => {
    const one = claim(newLine, [letter('urgent', MONDAY)], null, MONDAY);
    const two = claim({ ...one, sending: null }, [letter('urgent', MONDAY)], null, plusSeconds(MONDAY, 60));
    expect([one.sending?.seq, two.sending?.seq]).toEqual([1, 2]);
  });
});

describe('the text', () => {
  test('of many says how many of each, within one message', () => {
    expect(textOf(bundled(['红灯逾期', '红灯逾期', '黄灯临期'], 'zh'))).toBe(
      '【网格灯】红灯逾期2件、黄灯临期1件 请登录查看',
    );
    const words = fc.array(fc.string({ minLength: 2, maxLength: 10 }), { minLength: 2, maxLength: 40 });
    expect(textOf(bundled(['Red, overdue', 'Red, overdue', 'Yellow'], 'en'))).toBe(
      'Gridlight: Red, overdue: 2, Yellow: 1. Log in to see them.',
    );
    for (const language of Language.options)
      fc.assert(fc.property(words, (all) => textOf(bundled(all, language)).length <= ONE_MESSAGE[language]));
  });

  test('asks to be acknowledged by what ways there are', () => {
    const says = {
      template: 'notice' as const,
      parameters: { news: '红灯逾期', number: 'X', unit: '双河村', limit: '' },
    };
    expect(textOf(asking(says, { code: '17', link: 'https://a.example/a/k' }))).toBe(
      '【网格灯】红灯逾期 X 双河村 确认请回17或点https://a.example/a/k',
    );
    expect(textOf(asking(says, { link: 'https://a.example/a/k' }))).toContain('确认请点https');
    expect(asking(says, {})).toEqual(says);
    expect(textOf(asking({ ...says, template: 'notice-en' }, { code: '3', link: 'https://a.example/a/k' }))).toContain(
      'To confirm reply 3 or open https://a.example/a/k',
    );
    expect(asking(bundled(['红灯逾期', '红灯逾期'], 'zh'), { code: '3' }).template).toBe('bundle-asking');
  });

  test('counts as the carrier counts it', () => {
    expect([70, 71, 134, 135].map((length) => segmentsOf('字'.repeat(length)))).toEqual([1, 2, 2, 3]);
    expect([160, 161, 306, 307].map((length) => segmentsOf('a'.repeat(length)))).toEqual([1, 2, 2, 3]);
  });
});
