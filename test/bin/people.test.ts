import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { erase as eraseCases } from '../../bin/cases/erase.ts';
import { erasePerson } from '../../bin/people/erase.ts';
import { exportPerson } from '../../bin/people/export.ts';
import type { People } from '../../bin/people/people.ts';
import { RESIDENT } from '../../domain/case/decision.ts';
import { append, type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { continuationOf } from '../../domain/case-file/continuation.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { HeldReport } from '../../domain/resident/held-report.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { heldStore } from '../../functions/shell/held-store.ts';
import { aResidentsTable } from '../functions/a-residents-table.ts';
import { someCases } from '../functions/sending.ts';
import { of } from '../support/a-district.ts';
import { aReport, district, MONDAY, means, move } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

/* A person is found by their telephone, and what they wrote is followed to wherever their case went. */

const PHONE = '+8613912345678';
const GRID = 'niushi-v1-g1';
const WORDS = '欧阳某某家门口的水管爆裂';
const OTHERS = '别人看到的';
const [A, B, C, JOINED] = [ulid(1), ulid(2), ulid(3), ulid(4)];
const at = (hours: number) => plusSeconds(MONDAY, hours * 3600);
const by = { officer: 'of-shawan', unit: 'shawan', role: 'clerk' } as const;
const reviewed = (file: CaseFile) =>
  append(file, [{ by, what: { type: 'review-opened', review: ulid(9) } }], means(at(9)));
const done = (file: CaseFile) =>
  move(
    move(file, of(GRID), { type: 'resolve', result: '已修' }, at(5)),
    RESIDENT,
    { type: 'rate', satisfied: true },
    at(6),
  );
const says = (file: CaseFile, words: string, report: string, hours: number) =>
  move(file, RESIDENT, { type: 'message', words, report }, at(hours));

/** Case A, and B in which it goes on because it was full; both have the words of the opening. */
function continued(): [CaseFile, CaseFile] {
  const accepted = move(aReport({ id: A, words: WORDS }), of(GRID), { type: 'accept' }, at(1));
  const head = accepted.history.at(-1)?.hash ?? '';
  const first = move(accepted, of(GRID), { type: 'continue', as: B }, at(2));
  const own = { officer: `of-${GRID}`, unit: GRID, role: 'officer' } as const;
  return [first, says(continuationOf(first, head, B, own, means(at(2))), '欧阳又来催', A, 3)];
}

/** Case A, merged into B, which went on in C: the resident of A wrote on in both. */
function merged(): [CaseFile, CaseFile, CaseFile] {
  const first = move(aReport({ id: A, words: WORDS }), of(GRID), { type: 'merge', into: B, reason: '同一处' }, at(1));
  const link = { case: A, how: 'absorbed', resident: true } as const;
  const before = says(aReport({ id: B, words: OTHERS }), '别人的留言', B, 1);
  const taken = says(append(before, [{ by, what: { type: 'linked', link } }], means(at(1))), '欧阳留言', A, 2);
  const head = taken.history.at(-1)?.hash ?? '';
  const second = move(taken, of(GRID), { type: 'continue', as: C }, at(3));
  const own = { officer: `of-${GRID}`, unit: GRID, role: 'officer' } as const;
  const third = says(continuationOf(second, head, C, own, means(at(3))), '欧阳再留言', A, 4);
  return [first, second, says(third, '欧阳也加入', JOINED, 4)];
}

let table: Awaited<ReturnType<typeof aResidentsTable>>;
let cases: ReturnType<typeof someCases>;
let people: People;
let photosOf: string[];
beforeAll(async () => {
  table = await aResidentsTable();
});
afterAll(() => table.close());
beforeEach(async () => {
  for (const id of [A, JOINED]) await table.residents.erase({ id });
  cases = someCases();
  photosOf = [];
  people = {
    desk: { cases: cases.store, directory: async () => district, now: () => at(10) },
    residents: table.residents,
    held: heldStore(table.client, 'residents', 'shawan'),
    lines: { log: async () => [], forget: async () => {} },
    removePhotos: async (id) => photosOf.push(id),
    forget: async () => {},
  };
});

const put = (...files: CaseFile[]) => {
  for (const file of files) cases.files.set(caseOf(file).id, { ...file, version: 1 });
};
const row = async (over: Partial<ReportRow> = {}) => {
  const contact = { phone: PHONE, name: '欧阳某某' };
  await table.residents.save({ version: 1, id: A, case: A, at: MONDAY, contact, subscribed: true, told: [], ...over });
};
const joined = { receipt: 'a'.repeat(64), request: 'b'.repeat(64), words: '我也看到了' };
const stands = () => JSON.stringify([...cases.files.values()]);
async function erase(apply = true) {
  const lines: string[] = [];
  return { code: await erasePerson(people, PHONE, { apply }, (line) => lines.push(line)), text: lines.join('\n') };
}

describe('a person whose case was full', () => {
  test('is erased from what it went on in, too', async () => {
    const [first, second] = continued();
    put(first, done(second));
    await row();
    expect(JSON.stringify(await exportPerson(people, PHONE))).toContain('欧阳又来催');
    expect(await erase(false)).toMatchObject({ code: 0, text: expect.stringContaining(`${A}: to erase`) });
    expect(await erase()).toMatchObject({ code: 0, text: expect.stringContaining(`${A}: erased`) });
    expect(stands()).not.toMatch(/欧阳/);
    expect(photosOf).toEqual([A, B]);
    expect(await table.residents.load(A)).toBeUndefined();
  });

  test.each([
    ['is open', (file: CaseFile) => file],
    ['is under review', (file: CaseFile) => reviewed(done(file))],
  ])('waits while that %s, and is erased when the same is said again after it', async (why, standing) => {
    const [first, second] = continued();
    put(first, standing(second));
    await row();
    expect(await erase()).toMatchObject({
      code: 1,
      text: expect.stringContaining(`${A}: the contact is erased; case ${B} ${why}`),
    });
    expect(stands()).toContain(WORDS);
    expect([photosOf, await table.residents.load(A)]).toEqual([
      [],
      expect.objectContaining({ contact: null, subscribed: false }),
    ]);
    put(done(second));
    expect(await erase()).toMatchObject({ code: 0 });
    expect(stands()).not.toMatch(/欧阳/);
    expect(await erase()).toMatchObject({ text: expect.stringContaining('No report has') });
  });

  test('is erased with its case by number, likewise', async () => {
    const [first, second] = continued();
    put(first, second);
    await row();
    const lines: string[] = [];
    const apply = () => eraseCases(people.desk, [A], people.removePhotos, people.residents, (line) => lines.push(line));
    expect([await apply(), lines.at(-1)]).toEqual([1, `${A}: case ${B} is open; erase it when it has ended`]);
    expect(stands()).toContain(WORDS);
    put(done(second));
    expect(await apply()).toBe(0);
    expect(stands()).not.toMatch(/欧阳/);
    expect(await table.residents.load(A)).toBeUndefined();
  });
});

describe('a person whose report was merged', () => {
  test('is erased from all that it went into, and nobody else is', async () => {
    put(...merged());
    await row();
    const told = JSON.stringify(await exportPerson(people, PHONE));
    for (const own of ['欧阳留言', '欧阳再留言']) expect(told).toContain(own);
    for (const strange of [OTHERS, '别人的留言', '欧阳也加入']) expect(told).not.toContain(strange);
    expect(await erase()).toMatchObject({ code: 0 });
    expect(stands()).not.toMatch(/欧阳某某|欧阳留言|欧阳再留言/);
    for (const strange of [OTHERS, '别人的留言', '欧阳也加入']) expect(stands()).toContain(strange);
    expect(photosOf).toEqual([A]);
  });

  test('waits while what it went into is under review', async () => {
    const [first, second, third] = merged();
    put(first, second, reviewed(done(third)));
    await row();
    expect(await erase()).toMatchObject({ code: 1, text: expect.stringContaining(`case ${C} is under review`) });
    for (const own of [WORDS, '欧阳留言', '欧阳再留言']) expect(stands()).toContain(own);
  });

  test('joined it: their messages go from wherever the case went', async () => {
    put(...merged());
    await row({ id: JOINED, joined });
    expect(JSON.stringify(await exportPerson(people, PHONE))).toContain('欧阳也加入');
    expect(await erase()).toMatchObject({ code: 0 });
    expect(stands()).not.toContain('欧阳也加入');
    expect(stands()).toContain(WORDS);
    expect(await table.residents.load(JOINED)).toBeUndefined();
  });
});

test('a review that is opened meanwhile keeps photos, row and words', async () => {
  const file = done(aReport({ id: A, words: WORDS }));
  put(file);
  await row();
  let reads = 0;
  people.desk.cases = {
    ...cases.store,
    load(id) {
      reads += 1;
      // The one that `execute` decides on.
      if (reads === 2) put(reviewed(file));
      return cases.store.load(id);
    },
  };
  expect(await erase()).toMatchObject({ code: 1, text: expect.stringContaining('under review') });
  expect(stands()).toContain(WORDS);
  expect([photosOf, await table.residents.load(A)]).toEqual([[], expect.objectContaining({ contact: null })]);
});

test('what is held for a clerk is told, and erased', async () => {
  const held = HeldReport.parse({
    id: ulid(20),
    at: MONDAY,
    receipt: 'a'.repeat(64),
    request: 'b'.repeat(64),
    report: { id: ulid(20), category: 'roads', grid: GRID, words: '被扣下的话' },
    contact: { phone: PHONE },
    subscribed: false,
    why: ['links'],
  });
  await people.held.hold(held);
  expect(JSON.stringify(await exportPerson(people, PHONE))).toContain('被扣下的话');
  expect((await erase(false)).text).toContain(`${held.id}: held for a clerk, to erase`);
  expect(await people.held.load(held.id)).toEqual(held);
  expect(await erase()).toMatchObject({
    code: 0,
    text: expect.stringContaining(`${held.id}: held for a clerk, erased`),
  });
  expect(await people.held.load(held.id)).toBeUndefined();
});
