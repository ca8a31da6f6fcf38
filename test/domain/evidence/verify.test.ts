import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseFile, caseOf } from '../../../domain/case-file/case-file.ts';
import { record } from '../../../domain/case-file/history.ts';
import type { Head } from '../../../domain/evidence/against-checkpoints.ts';
import type { Content } from '../../../domain/evidence/bundle.ts';
import { isTrue } from '../../../domain/evidence/check.ts';
import { checksOf, verifyBundle } from '../../../domain/evidence/verify.ts';
import { instant, ms } from '../../../domain/primitives.ts';
import { of } from '../../support/a-district.ts';
import { aCase, climbedTo, MONDAY, move, sha256, ticked } from '../../support/casework.ts';
import { aContent, own, sealed, strange, witness } from '../../support/evidence.ts';
import { REVIEW } from '../../support/reviewing.ts';

const LATER = instant(ms(MONDAY) + 40 * 86_400_000);
const CASES: Record<string, CaseFile> = {
  'just opened': aCase(),
  'filed for an officer': aCase({ by: of('niushi-v1'), reporter: 'of-niushi-v1-g1', record: { result: '已劝导' } }),
  'up and down the ladder, closed': move(climbedTo('check'), of('shawan'), { type: 'close', note: '属实' }, LATER),
  'long red': ticked(climbedTo('department'), LATER),
};
const closed = CASES['up and down the ladder, closed'] ?? aCase();
const text = sealed(aContent(closed, LATER));
const failing = (bundle: string, more = {}) =>
  verifyBundle(bundle, { ...witness, ...more })
    .filter(({ outcome }) => outcome === 'fails')
    .map(({ check }) => check);
/** That the case ended with this event when a day was over. */
const headAt = (seq: number, day: string, { history }: CaseFile = closed): Head => ({
  case: caseOf(closed).id,
  seq,
  hash: history[seq - 1]?.hash ?? '',
  day,
  from: `checkpoints/shawan/${day}.json`,
});

describe('a true bundle', () => {
  test.each(Object.entries(CASES))('of a case %s holds in every respect', (_, file) => {
    const heads = [headAt(file.history.length, '2026-03-02', file)];
    const checks = verifyBundle(sealed(aContent(file, LATER)), { ...witness, publicKey: own.publicKey, heads });
    expect(checks.filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
  });

  test('says what is not known without a key and without checkpoints', () => {
    const checks = verifyBundle(text, witness);
    expect(isTrue(checks)).toBe(true);
    expect(checks.filter(({ outcome }) => outcome === 'open').map(({ check }) => check)).toEqual([
      'checkpoints',
      'key',
    ]);
  });

  test('is addressed by its content: the same case at the same instant has the same id', () => {
    expect(JSON.parse(sealed(aContent(closed, LATER))).id).toBe(JSON.parse(text).id);
  });

  test('words erased before it was frozen are told, and are no change', () => {
    const checks = verifyBundle(sealed(aContent({ ...closed, contents: {} }, LATER)), witness);
    expect(checks).toContainEqual(expect.objectContaining({ check: 'contents', outcome: 'open' }));
    expect(isTrue(checks)).toBe(true);
  });
});

describe('a tampered bundle is told from a true one, whichever byte was changed', () => {
  const bytes = Buffer.from(text);
  const told = (changed: Buffer): boolean => {
    const decoded = changed.toString();
    // Bytes that are no UTF-8 are refused before the text is looked at.
    if (!Buffer.from(decoded).equals(changed)) return true;
    for (const { outcome } of checksOf(decoded, witness)) if (outcome === 'fails') return true;
    return false;
  };

  test('every single byte, one bit of it flipped', () => {
    const short = Buffer.from(sealed(aContent(aCase(), MONDAY)));
    for (let at = 0; at < short.length; at += 1) {
      const changed = Buffer.from(short);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      if (!told(changed)) throw new Error(`byte ${at} of ${short.length} can be changed unseen`);
    }
  });

  test('any bytes overwritten, taken out, put in, or put twice', () =>
    fc.assert(
      fc.property(
        fc.nat({ max: bytes.length }),
        fc.nat({ max: 40 }),
        fc.oneof(
          fc.uint8Array({ maxLength: 20 }),
          fc.string().map((piece) => Buffer.from(piece)),
          fc.constantFrom(...[' ', '\n', '\uFEFF', '0', '"', '\\u0020'].map((piece) => Buffer.from(piece))),
        ),
        (at, out, put) => {
          const changed = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + out)]);
          if (!changed.equals(bytes)) expect(told(changed)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    ));

  test.each([
    ['the same in another order', JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()))],
    ['the same, printed well', JSON.stringify(JSON.parse(text), null, 2)],
    ['the same without the last line end', text.trimEnd()],
    ['a key twice', text.replace('"format":', '"format":"gridlight-evidence/1","format":')],
    ['an unknown field', text.replace('"format":', '"extra":1,"format":')],
    ['a prototype', text.replace('{"content":', '{"__proto__":{},"content":')],
    ['a nest', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['a nest inside', text.replace('"told":{', `"told":{"case":${'['.repeat(50_000)}${']'.repeat(50_000)},`)],
    ['nothing', ''],
    ['null', 'null\n'],
  ])('%s', (_, changed) => expect(failing(changed)).toEqual(['form']));
});

describe('who can also make a fitting address', () => {
  const changed = (change: (content: Content) => Content) => sealed(change(aContent(closed, LATER)));

  test('signing with another key is told by the key of the district, and by nothing else', () => {
    const forged = sealed(aContent(closed, LATER, strange), strange);
    expect(failing(forged)).toEqual([]);
    expect(failing(forged, { publicKey: own.publicKey })).toEqual(['key']);
  });

  test('an event that was changed breaks the chain', () => {
    const bundle = changed((content) => ({
      ...content,
      history: content.history.map((event) => (event.seq === 3 ? { ...event, at: instant(ms(event.at) + 1) } : event)),
    }));
    expect(verifyBundle(bundle, witness)).toContainEqual(
      expect.objectContaining({ check: 'chain', outcome: 'fails', words: 'the chain is broken at event 3' }),
    );
  });

  test('words that were changed do not fit their digest', () => {
    const bundle = changed((content) => ({
      ...content,
      contents: Object.fromEntries(
        Object.entries(content.contents).map(([digest, sealed]) => [
          digest,
          { ...sealed, content: { words: '别的话' } },
        ]),
      ),
    }));
    expect(failing(bundle)).toEqual(['contents']);
  });

  test('words that belong to no event are told', () => {
    const digest = sha256('x');
    const stray = { salt: 's', content: { words: '外来' } };
    expect(failing(changed((content) => ({ ...content, contents: { ...content.contents, [digest]: stray } })))).toEqual(
      ['contents'],
    );
  });

  test('a tail that was rewritten with new hashes is told by a checkpoint, and by nothing else', () => {
    const cut = closed.history.slice(0, -1);
    const draft = {
      by: { officer: 'of-shawan', unit: 'shawan', role: 'officer' as const },
      what: { type: 'closed' as const },
    };
    const history = record(cut, draft, undefined, instant(ms(LATER) - 1000), sha256);
    const bundle = sealed(aContent({ ...closed, history, contents: aCase().contents }, LATER));
    expect(failing(bundle)).toEqual([]);
    const seq = closed.history.length;
    expect(failing(bundle, { heads: [headAt(seq, '2026-04-11')] })).toEqual(['checkpoints']);
  });

  describe('a history whose end was cut off', () => {
    const DAY = 86_400_000;
    /** All of it happened on 2026-03-02. */
    const whole = climbedTo('check');
    const { length } = whole.history;
    const cut = whole.history.slice(0, -2);
    const end = headAt(length, '2026-03-02', whole);
    const sealedAt = (history: CaseFile['history'], at: number) =>
      sealed(aContent({ ...whole, history, contents: {} }, instant(at)));
    const told = (bundle: string, ...heads: Head[]) =>
      verifyBundle(bundle, { ...witness, publicKey: own.publicKey, heads }).find(
        ({ check }) => check === 'checkpoints',
      );

    test('is told by a checkpoint of a day before, and by nothing else', () => {
      const bundle = sealedAt(cut, ms(MONDAY) + DAY);
      expect(failing(bundle, { publicKey: own.publicKey })).toEqual([]);
      expect(failing(bundle, { heads: [headAt(1, '2026-03-01', whole), end] })).toEqual(['checkpoints']);
      expect(told(bundle, end)?.words).toBe(
        `it has ${length - 2} events and was frozen on 2026-03-03, though checkpoints/shawan/2026-03-02.json knows ${length} events when 2026-03-02 was over: its end was cut off`,
      );
    });

    test.each([
      ['fewer', 1, 'its end was cut off'],
      ['as many', 2, `event ${length} is not the one that checkpoints/shawan/2026-03-02.json knows`],
      ['more', 3, `event ${length} is not the one that checkpoints/shawan/2026-03-02.json knows`],
    ])('and rebuilt with %s events is told too', (_, count, words) => {
      const draft = { by: { system: 'timer' as const }, what: { type: 'review-opened' as const, review: REVIEW } };
      let history = cut;
      for (let n = 0; n < count; n += 1) history = record(history, draft, undefined, instant(ms(MONDAY) + DAY), sha256);
      expect(told(sealedAt(history, ms(MONDAY) + DAY), end)).toMatchObject({
        outcome: 'fails',
        words: expect.stringContaining(words),
      });
    });

    test('is dated by its last event, whatever earlier instant the bundle gives itself', () => {
      const draft = { by: { system: 'timer' as const }, what: { type: 'review-opened' as const, review: REVIEW } };
      const late = record(cut, draft, undefined, instant(ms(MONDAY) + DAY), sha256);
      expect(told(sealedAt(late, ms(MONDAY)), end)).toMatchObject({ outcome: 'fails' });
    });

    test('is none if the case went on after the freezing, on that day or later', () => {
      const bundle = sealedAt(cut, ms(MONDAY));
      expect(told(bundle, end)).toMatchObject({
        outcome: 'open',
        words: 'the checkpoints given know this case only with events that came after the freezing',
      });
      expect(told(bundle, headAt(1, '2026-03-01', whole), end)).toMatchObject({
        outcome: 'open',
        words: expect.stringContaining('up to event 1 they agree'),
      });
    });

    test('cannot hide behind policies that tell no day', () => {
      const content = aContent({ ...whole, history: cut, contents: {} }, instant(ms(MONDAY) + DAY));
      expect(told(sealed({ ...content, policies: [] }), end)).toMatchObject({ outcome: 'fails' });
      const nowhere = content.policies.map((policy) => ({ ...policy, calendars: [] }));
      expect(told(sealed({ ...content, policies: nowhere }), end)).toMatchObject({ outcome: 'fails' });
    });
  });

  describe('a case that no checkpoint knows', () => {
    const DAY = 86_400_000;
    const other = { ...headAt(1, '2026-03-02'), case: REVIEW };
    const all = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
    const told = (after: number, days: string[], heads: Head[] = [other]) => {
      const bundle = sealed(aContent(climbedTo('check'), instant(ms(MONDAY) + after)));
      return verifyBundle(bundle, { ...witness, heads, days }).find(({ check }) => check === 'checkpoints');
    };

    test('though it is older than two days and the days were closed, was kept out of them', () => {
      expect(told(2 * DAY + 1, all)).toEqual({
        check: 'checkpoints',
        outcome: 'fails',
        words: expect.stringMatching(/opened on 2026-03-02 and frozen on 2026-03-04, and none of .* knows this case/),
      });
    });

    test.each([
      ['it is not older', 2 * DAY, all, /it was young/],
      ['the first day is not given', 3 * DAY, ['2026-03-03', '2026-03-04'], /the one of 2026-03-02 is not among them/],
      ['a day between is not given', 3 * DAY, ['2026-03-02', '2026-03-04'], /the one of 2026-03-03 is not among them/],
      ['no checkpoints are given', 3 * DAY, [], /the one of 2026-03-02 is not among them/],
    ])('is said to be unknown if %s', (_, after, days, words) => {
      expect(told(after, days)).toMatchObject({ outcome: 'open', words: expect.stringMatching(words) });
    });

    test('is none if a checkpoint after the freezing knows it', () => {
      const later = headAt(40, '2026-03-05', climbedTo('check'));
      expect(told(2 * DAY + 1, all, [later])).toMatchObject({ outcome: 'open' });
    });
  });

  test('a checkpoint older than the tail says what it cannot say', () => {
    expect(verifyBundle(text, { ...witness, heads: [headAt(1, '2026-03-02')] })).toContainEqual(
      expect.objectContaining({
        check: 'checkpoints',
        outcome: 'open',
        words: expect.stringMatching(/events 2 to \d+ came later/),
      }),
    );
  });

  test.each(['case', 'attempts', 'explanation'] as const)(
    'a telling that does not follow from the events: %s',
    (member) => {
      const bundle = changed((content) => {
        const told = JSON.parse(JSON.stringify(content.told).replaceAll(/"dueAt":"2026-03/g, '"dueAt":"2026-04'));
        return {
          ...content,
          told: { ...content.told, [member]: member === 'attempts' ? [{ event: 1 }] : told[member] },
        };
      });
      expect(failing(bundle)).toEqual(['told']);
    },
  );

  test('sentences may be worded otherwise by a later release', () => {
    const bundle = changed((content) => ({
      ...content,
      told: {
        ...content.told,
        explanation: JSON.parse(JSON.stringify(content.told.explanation).replaceAll('Starts', 'Begins')),
      },
    }));
    expect(failing(bundle)).toEqual([]);
  });

  test('a calendar that was changed gives other deadlines than the clocks have', () => {
    const bundle = changed((content) => ({
      ...content,
      policies: content.policies.map((policy) => ({
        ...policy,
        calendars: policy.calendars.map((calendar) => ({
          ...calendar,
          dates: [...(calendar.dates ?? []), { date: '2026-03-03', is: 'off' as const, name: '假' }],
        })),
      })),
    }));
    expect(failing(bundle)).toEqual(expect.arrayContaining(['policy', 'told']));
  });

  test.each([
    ['without its policies', (content: Content): Content => ({ ...content, policies: [] }), ['policy']],
    [
      'with a unit taken out',
      (content: Content): Content => ({
        ...content,
        policies: content.policies.map((policy) => ({ ...policy, units: [] })),
      }),
      ['told'],
    ],
    ['of another case', (content: Content): Content => ({ ...content, case: '01KJP3AB5S8M6W3T9V2XQ4RD7X' }), ['chain']],
  ])('%s', (_, change, checks) => expect(failing(changed(change))).toEqual(checks));
});
