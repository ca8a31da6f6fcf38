import { sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { Checkpoint, type DayHead } from '../../domain/evidence/checkpoint.ts';
import { faultsInChain } from '../../domain/evidence/verify-checkpoints.ts';
import type { CivilDate } from '../../domain/primitives.ts';
import { addDays } from '../../domain/time/civil.ts';
import { type Book, catchUp, MOST_DAYS } from '../../functions/shell/checkpoints.ts';
import { sha256 } from '../support/casework.ts';
import { own, witness } from '../support/evidence.ts';

const TODAY = '2026-03-12';
const yesterday = addDays(TODAY, -1);
const caseNo = (n: number): string => `01KJP3AB5S8M6W3T9V2XQ${String(n).padStart(5, '0')}`;
const heads = (count: number, seq = 1): DayHead[] =>
  Array.from({ length: count }, (_, n) => ({ case: caseNo(n), seq, head: sha256(`${n} ${seq}`) }));

/** A book in memory: heads by day, a vault that takes `puts` documents before it fails, parts of three. */
function aBook(days: Record<CivilDate, DayHead[]>) {
  const kept = new Map<string, string>();
  const state = { puts: Number.POSITIVE_INFINITY, signatures: 0 };
  const book: Book = {
    district: 'shawan',
    most: 3,
    vault: {
      async put(key, text) {
        if (kept.size >= state.puts) throw new Error('the power is gone');
        if (kept.has(key)) return false;
        kept.set(key, text);
        return true;
      },
      has: async (key) => kept.has(key),
      get: async (key) => kept.get(key),
    },
    signer: {
      publicKey: async () => own.publicKey,
      async sign(digest) {
        state.signatures += 1;
        return {
          algorithm: 'ECDSA_SHA_256',
          key: 'k',
          signature: sign('sha256', Buffer.from(digest), own.privateKey).toString('base64'),
        };
      },
    },
    firstChange: async (since) =>
      Object.keys(days)
        .toSorted()
        .find((day) => day >= since && days[day]?.length !== 0),
    async *changedOn(day, after) {
      for (const head of days[day] ?? []) if (after === undefined || head.case > after) yield head;
    },
  };
  const all = () => [...kept].map(([key, text]) => ({ key, ...Checkpoint.parse(JSON.parse(text)) }));
  return { book, all, state, kept };
}
const faults = (checkpoints: Checkpoint[]) => faultsInChain(checkpoints, witness);
const withoutKey = (all: ReturnType<ReturnType<typeof aBook>['all']>) =>
  all.map(({ key: _, ...checkpoint }) => checkpoint);

test('a day that is over gets its checkpoint once', async () => {
  const { book, all, state } = aBook({ [yesterday]: heads(2), [TODAY]: heads(3) });
  expect(await catchUp(book, TODAY)).toEqual([yesterday]);
  expect(await catchUp(book, TODAY)).toEqual([]);
  expect(all()).toMatchObject([{ key: `checkpoints/shawan/${yesterday}.json`, previous: null, heads: heads(2) }]);
  expect(state.signatures).toBe(1);
});

test('where nothing has happened yet, the chain begins with an empty yesterday', async () => {
  const { book, all } = aBook({});
  expect([await catchUp(book, TODAY), await catchUp(book, TODAY)]).toEqual([[yesterday], []]);
  expect(all()).toMatchObject([{ previous: null, heads: [], closes: true }]);
});

test('the chain begins with the first day that has something to say, and leaves none out from there', async () => {
  const { book, all } = aBook({ '2026-03-08': heads(1), '2026-03-10': heads(1, 2) });
  expect(await catchUp(book, TODAY)).toEqual(['2026-03-08', '2026-03-09', '2026-03-10', '2026-03-11']);
  expect(all().map((checkpoint) => checkpoint.heads.length)).toEqual([1, 0, 1, 0]);
  expect(faults(withoutKey(all()))).toEqual([]);
});

test.each([
  [3, [3]],
  [4, [3, 1]],
  [6, [3, 3]],
  [7, [3, 3, 1]],
])('%i heads at three a part', async (count, parts) => {
  const { book, all } = aBook({ [yesterday]: heads(count) });
  await catchUp(book, TODAY);
  expect(all().map((checkpoint) => checkpoint.heads.length)).toEqual(parts);
  expect(all().map(({ closes }) => closes)).toEqual(parts.map((_, index) => index === parts.length - 1));
  expect(all().flatMap((checkpoint) => checkpoint.heads)).toEqual(heads(count));
  expect(faults(withoutKey(all()))).toEqual([]);
});

test.each([0, 1, 2, 3, 4])(
  'a run that ends after %i documents is carried on, though cases have moved on',
  async (puts) => {
    const days = { '2026-03-10': heads(8), [yesterday]: heads(2, 2) };
    const { book, all, state } = aBook(days);
    state.puts = puts;
    await catchUp(book, TODAY).catch(() => undefined);
    const before = all();
    state.puts = Number.POSITIVE_INFINITY;
    // Some cases of the day were changed since: they stand under a later day now.
    days['2026-03-10'] = days['2026-03-10'].filter((_, index) => index % 2 === 1);
    await catchUp(book, TODAY);
    expect(all().slice(0, before.length)).toEqual(before);
    expect(faults(withoutKey(all()))).toEqual([]);
    const told = new Set(all().flatMap((checkpoint) => checkpoint.heads.map((head) => head.case)));
    expect(days['2026-03-10'].filter((head) => !told.has(head.case))).toEqual([]);
  },
);

test('after an outage longer than it looks back the chain begins anew, in the open', async () => {
  const days: Record<CivilDate, DayHead[]> = { [addDays(TODAY, -40)]: heads(1) };
  const { book, all } = aBook(days);
  await catchUp(book, addDays(TODAY, -39));
  days[addDays(TODAY, -5)] = heads(1, 2);
  expect(await catchUp(book, TODAY)).toHaveLength(5);
  expect(all().filter(({ previous }) => previous === null)).toHaveLength(2);
  expect(faults(withoutKey(all()))[0]).toContain('is missing before it');
  expect(MOST_DAYS).toBe(30);
});

test('what another run wrote first stays, and is not taken for its own; the next one carries on behind it', async () => {
  const { book, kept } = aBook({ [yesterday]: heads(2) });
  await catchUp(book, TODAY);
  const [[key, first] = ['', '']] = kept;
  let looks = 0;
  // It looks before the other run has written, and writes after.
  const late: Book = {
    ...book,
    signer: { ...book.signer, sign: async () => ({ algorithm: 'ECDSA_SHA_256', key: 'k', signature: 'AAAA' }) },
    vault: { ...book.vault, get: async (asked) => (looks++ < MOST_DAYS + 1 ? undefined : book.vault.get(asked)) },
  };
  await expect(catchUp(late, TODAY)).rejects.toThrow(`${key} of the vault already holds another document`);
  expect([...kept]).toEqual([[key, first]]);
  expect(await catchUp(book, TODAY)).toEqual([]);
});

test('its own document, of which the answer was lost, is no other one', async () => {
  const { book, all } = aBook({ [yesterday]: heads(2) });
  const { vault } = book;
  const lossy: Book = { ...book, vault: { ...vault, put: async (...given) => (await vault.put(...given)) && false } };
  expect(await catchUp(lossy, TODAY)).toEqual([yesterday]);
  expect(all()).toHaveLength(1);
});

test('a day that was written over is not closed again: nothing is signed', async () => {
  const { book, state, kept } = aBook({ [yesterday]: heads(2) });
  await catchUp(book, addDays(TODAY, -1));
  const before = [...kept];
  const { signatures } = state;
  const hidden: Book = {
    ...book,
    vault: { ...book.vault, get: () => Promise.reject(new Error('1 versions and 1 delete markers')) },
  };
  await expect(catchUp(hidden, TODAY)).rejects.toThrow('1 delete markers');
  expect([[...kept], state.signatures]).toEqual([before, signatures]);
});

test('a document that is no checkpoint stops it loudly', async () => {
  const { book, kept } = aBook({ [yesterday]: heads(1) });
  kept.set(`checkpoints/shawan/${yesterday}.json`, '{}');
  await expect(catchUp(book, TODAY)).rejects.toThrow();
});
