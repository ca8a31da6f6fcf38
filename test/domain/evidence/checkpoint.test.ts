import { sign } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recorded } from '../../../domain/case/event.ts';
import { caseOf } from '../../../domain/case-file/case-file.ts';
import { firstBrokenLink, record } from '../../../domain/case-file/history.ts';
import { Checkpoint, type DayHead, keyOf, textOf, unsigned } from '../../../domain/evidence/checkpoint.ts';
import { checkAgainst, daysIn, faultsInChain, headsIn } from '../../../domain/evidence/verify-checkpoints.ts';
import { addDays } from '../../../domain/time/civil.ts';
import { climbedTo, sha256 } from '../../support/casework.ts';
import { own, strange, witness } from '../../support/evidence.ts';

const FIRST = '2026-03-02';
const { history } = climbedTo('check');
const id = caseOf(climbedTo('check')).id;
const headAt = (seq: number, events: readonly Recorded[] = history): DayHead => ({
  case: id,
  seq,
  head: events[seq - 1]?.hash ?? '',
});

/** A checkpoint as the task makes it. */
function aCheckpoint(
  { day = FIRST, part = 1, closes = true, heads = [], previous = null }: Partial<Checkpoint> = {},
  key = own,
) {
  const signing = { algorithm: 'ECDSA_SHA_256', publicKey: key.publicKey } as const;
  const content = unsigned({ district: 'shawan', day, part, closes, heads, previous, signing }, sha256);
  return { ...content, signature: sign('sha256', Buffer.from(content.digest), key.privateKey).toString('base64') };
}

/** Days in a row, the second one in three parts. */
function aChain(): Checkpoint[] {
  const places = [
    { day: FIRST, heads: [headAt(1)] },
    { day: addDays(FIRST, 1), part: 1, closes: false },
    { day: addDays(FIRST, 1), part: 2, closes: false, heads: [headAt(3)] },
    { day: addDays(FIRST, 1), part: 3 },
    { day: addDays(FIRST, 2), heads: [headAt(history.length)] },
  ];
  const chain: Checkpoint[] = [];
  for (const place of places) chain.push(aCheckpoint({ ...place, previous: chain.at(-1)?.digest ?? null }));
  return chain;
}
const chain = aChain();
const at = (index: number): Checkpoint => chain[index] ?? aCheckpoint();

describe('a chain of checkpoints', () => {
  test('holds, in whatever order it is given', () => {
    expect(faultsInChain(chain, { ...witness, publicKey: own.publicKey })).toEqual([]);
    expect(faultsInChain(chain.toReversed(), witness)).toEqual([]);
    expect(faultsInChain([], witness)).toEqual([]);
  });

  test('reads as it was written, and has one place for each part', () => {
    for (const checkpoint of chain) expect(Checkpoint.parse(JSON.parse(textOf(checkpoint)))).toEqual(checkpoint);
    expect(chain.map(keyOf)).toEqual([
      'checkpoints/shawan/2026-03-02.json',
      'checkpoints/shawan/2026-03-03-part-1.json',
      'checkpoints/shawan/2026-03-03-part-2.json',
      'checkpoints/shawan/2026-03-03.json',
      'checkpoints/shawan/2026-03-04.json',
    ]);
  });

  test('tells which one was changed, and that its signature cannot follow', () => {
    const changed = { ...at(0), heads: [{ ...headAt(1), seq: 2 }] };
    expect(faultsInChain(chain.with(0, changed), witness)).toEqual([
      'checkpoints/shawan/2026-03-02.json: its digest is not that of its content: it was changed',
      'checkpoints/shawan/2026-03-02.json: its signature does not fit: it was changed',
    ]);
  });

  test('tells one that was made anew in the middle, even with the key of the district', () => {
    const other = aCheckpoint({ ...at(0), heads: [] });
    expect(faultsInChain(chain.with(0, other), witness)).toEqual([
      expect.stringMatching(/2026-03-03-part-1\.json: it does not follow checkpoints\/shawan\/2026-03-02\.json/),
    ]);
  });

  test('tells one that somebody else signed', () => {
    expect(faultsInChain([aCheckpoint({}, strange)], witness)).toEqual([]);
    expect(faultsInChain([aCheckpoint({}, strange)], { ...witness, publicKey: own.publicKey })).toEqual([
      expect.stringContaining('not signed with the key of the district'),
    ]);
  });

  test.each([1, 2, 3])('tells that number %i is missing', (index) => {
    const told = faultsInChain(chain.toSpliced(index, 1), witness);
    const { day, part } = at(index);
    expect(told).toContainEqual(expect.stringContaining(`part ${part} of ${day} is missing before it`));
  });

  test('whatever character of a checkpoint is changed, it is told', () => {
    const text = textOf(at(4));
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom('0', 'f', '2', 'A', '"', '}'), (index, char) => {
        fc.pre(text[index] !== char);
        const read = parsed(text.slice(0, index) + char + text.slice(index + 1));
        return read === null || faultsInChain([read], { ...witness, publicKey: own.publicKey }).length > 0;
      }),
      { numRuns: 500 },
    );
  });
});

function parsed(text: string): Checkpoint | null {
  try {
    return Checkpoint.safeParse(JSON.parse(text)).data ?? null;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return null;
  }
}

describe('a history against checkpoints', () => {
  /** The history with one event changed, and all hashes from there on worked out anew. */
  const rebuilt = (from: number): Recorded[] =>
    history
      .slice(from - 1)
      .reduce<Recorded[]>(
        (sofar, { by, what, at: instant, content }, index) =>
          record(sofar, { by: index === 0 ? { system: 'timer' } : by, what }, content, instant, sha256),
        history.slice(0, from - 1),
      );

  test('that is true agrees up to its newest head', () => {
    expect(checkAgainst(history, chain)).toEqual({ upTo: history.length, broken: null });
  });

  test.each(history.map(({ seq }) => seq))(
    'that was rebuilt from event %i on is told, though its own chain holds',
    (seq) => {
      const forged = rebuilt(seq);
      expect(firstBrokenLink(forged, sha256)).toBeNull();
      const { upTo, broken } = checkAgainst(forged, chain);
      expect(broken?.seq).toBe([1, 3, history.length].find((known) => known >= seq));
      expect(upTo).toBeLessThan(seq);
    },
  );

  test('whose end was cut off is told', () => {
    expect(checkAgainst(history.slice(0, 3), chain)).toMatchObject({ upTo: 3, broken: { seq: history.length } });
  });

  test('that was rebuilt since the last checkpoint is not told: nothing vouches for it', () => {
    const forged = rebuilt(4);
    expect(checkAgainst(forged, chain.slice(0, 4))).toEqual({ upTo: 3, broken: null });
  });

  test('of a case that no checkpoint knows has nothing that vouches for it', () => {
    expect(checkAgainst(history, [])).toEqual({ upTo: 0, broken: null });
  });

  test('the heads say where they stand', () => {
    expect(headsIn(chain)[0]).toEqual({
      case: id,
      seq: 1,
      hash: history[0]?.hash,
      day: '2026-03-02',
      from: 'checkpoints/shawan/2026-03-02.json',
    });
  });

  test('a day is closed by its last part alone', () => {
    expect(daysIn(chain)).toEqual([FIRST, addDays(FIRST, 1), addDays(FIRST, 2)]);
    expect(daysIn(chain.toSpliced(3, 1))).toEqual([FIRST, addDays(FIRST, 2)]);
  });
});
