import { describe, expect, test } from 'vitest';
import { RESIDENT } from '../../domain/case/decision.ts';
import { append, type CaseFile, newFile } from '../../domain/case-file/case-file.ts';
import { continuationOf } from '../../domain/case-file/continuation.ts';
import { receiptOf } from '../../domain/case-file/receipt.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { ReportView, reportView } from '../../functions/shell/report-view.ts';
import { aDirectory, documents, of } from '../support/a-district.ts';
import { SECRET } from '../support/a-report.ts';
import { anOpening, aReport, MONDAY, means, move, OTHER_CASE, sha256 } from '../support/casework.ts';

const GRID = 'niushi-v1-g1';
const at = (hours: number) => plusSeconds(MONDAY, hours * 3600);
const viewOf = (own: readonly [CaseFile, ...CaseFile[]], now: string, into?: CaseFile): ReportView =>
  ReportView.parse(reportView({ own, ...(into && { into }) }, means(now)));

test('what stands still is due at no time, and says why', () => {
  const asked = move(
    aReport(),
    of(GRID),
    { type: 'pause', reason: 'weather', until: at(48), note: '某某说下雨' },
    at(1),
  );
  const paused = move(asked, of('niushi-v1'), { type: 'rule', wish: 'pause', grant: true, reason: '同意' }, at(2));
  const view = viewOf([paused], at(3));
  expect(view).toMatchObject({ status: 'open', dueAt: null });
  expect(view.updates.at(-1)).toEqual({ at: at(2), key: 'paused', values: { reason: 'weather', until: at(48) } });
  expect(JSON.stringify(view)).not.toContain('某某');
  expect(viewOf([paused], at(49)).dueAt).not.toBeNull();
});

test('the word of a resident is not awaited any more when its time is over, before anybody has put that on record', () => {
  const answered = move(aReport(), of(GRID), { type: 'resolve', result: '已修' }, at(1));
  expect(viewOf([answered], at(2))).toMatchObject({ status: 'feedback', canRate: true, canReopen: true });
  expect(viewOf([answered], at(24 * 17))).toMatchObject({ status: 'closed', canRate: false, canReopen: false });
});

test('a refused reopening is told as such, without what the officers wrote', () => {
  const answered = move(aReport(), of(GRID), { type: 'resolve', result: '已修' }, at(1));
  const asked = move(answered, RESIDENT, { type: 'reopen', reason: '又塌了' }, at(2));
  const refused = move(
    asked,
    of('niushi-v1'),
    { type: 'rule', wish: 'reopening', grant: false, reason: '查无此事' },
    at(3),
  );
  const view = viewOf([refused], at(4));
  expect(view).toMatchObject({ status: 'closed', answer: { words: '已修' } });
  expect(view.updates.map(({ key }) => key)).toEqual([
    'received',
    'accepted',
    'resolved',
    'reopening-asked',
    'reopening-refused',
    'closed',
  ]);
  expect(JSON.stringify(view)).not.toContain('查无');
});

test('a report that goes on in another case is one report, told once', () => {
  const accepted = move(aReport(), of(GRID), { type: 'accept' }, at(1));
  const by = { officer: `of-${GRID}`, unit: GRID, role: 'officer' } as const;
  const head = accepted.history.at(-1)?.hash ?? '';
  const first = move(accepted, of(GRID), { type: 'continue', as: OTHER_CASE }, at(2));
  const next = continuationOf(first, head, OTHER_CASE, by, means(at(2)));
  const view = viewOf([first, move(next, of(GRID), { type: 'resolve', result: '已修' }, at(3))], at(4));
  expect(view).toMatchObject({ status: 'feedback', canRate: true, answer: { words: '已修' } });
  expect(view.updates.map(({ key }) => key)).toEqual(['received', 'accepted', 'resolved']);
});

describe('messages', () => {
  const write = (words: string, report?: string) => ({ type: 'message' as const, words, ...(report && { report }) });
  const talk = ({ messages }: ReportView) => messages.map(({ from, words }) => [from, words]);
  const { id } = ReportView.parse(reportView({ own: [aReport()] }, means(MONDAY)));

  test('are shown to the resident with the unit that wrote, and never with an officer', () => {
    const asked = move(aReport(), RESIDENT, write('何时来修', id), at(1));
    const view = viewOf([move(asked, of(GRID), write('今天下午', id), at(2))], at(3));
    expect(view.messages).toEqual([
      { at: at(1), from: 'resident', unit: null, words: '何时来修' },
      { at: at(2), from: 'holder', unit: { name: '双河村第一网格' }, words: '今天下午' },
    ]);
    expect(JSON.stringify(view)).not.toMatch(/of-|officer/);
    expect(view.updates.map(({ key }) => key)).toEqual(['received']);
  });

  test('of several reports in one case each reads its own, and what was written to all since it came in', () => {
    const merged = move(aReport(), of(GRID), { type: 'merge', into: OTHER_CASE, reason: '同一处' }, at(3));
    const link = { case: id, how: 'absorbed', resident: true } as const;
    const other = [
      [RESIDENT, write('我家门口', OTHER_CASE), at(1)],
      [of(GRID), write('早先的话'), at(2)],
    ] as const;
    const before = other.reduce(
      (file, [who, command, when]) => move(file, who, command, when),
      aReport({ id: OTHER_CASE }),
    );
    const by = { officer: `of-${GRID}`, unit: GRID, role: 'officer' as const };
    const taken = append(before, [{ by, what: { type: 'linked', link } }], means(at(3)));
    const later = [
      [RESIDENT, write('修好了吗', id), at(4)],
      [of(GRID), write('只答您', id), at(5)],
      [of(GRID), write('大家好'), at(6)],
      [of(GRID), write('只答他', OTHER_CASE), at(7)],
    ] as const;
    const into = later.reduce((file, [who, command, when]) => move(file, who, command, when), taken);
    expect(talk(viewOf([merged], at(8), into))).toEqual([
      ['resident', '修好了吗'],
      ['holder', '只答您'],
      ['holder', '大家好'],
    ]);
    expect(talk(viewOf([into], at(8)))).toEqual([
      ['resident', '我家门口'],
      ['holder', '早先的话'],
      ['holder', '大家好'],
      ['holder', '只答他'],
    ]);
  });

  test('end with the case, and are gone when they were erased', () => {
    const answered = move(
      move(aReport(), RESIDENT, write('何时来修', id), at(1)),
      of(GRID),
      { type: 'resolve', result: '已修' },
      at(2),
    );
    expect(viewOf([answered], at(3)).canMessage).toBe(true);
    const closed = move(answered, RESIDENT, { type: 'rate', satisfied: true }, at(4));
    expect(viewOf([closed], at(5))).toMatchObject({ canMessage: false, canTakeUp: true });
    expect(viewOf([{ ...closed, contents: {} }], at(5)).messages).toEqual([]);
  });
});

test('who joined reads of the answer what everybody reads, whenever they joined', () => {
  const joined = { receipt: 'a'.repeat(64), request: 'b'.repeat(64), words: '我也看到了' };
  const row = {
    version: 1,
    id: OTHER_CASE,
    case: anOpening().id,
    at: MONDAY,
    contact: null,
    subscribed: false,
    told: [],
    joined,
  };
  const seen = (...files: [CaseFile, CaseFile?]) => {
    const [file, into] = files;
    return ReportView.parse(reportView({ own: [file], row, ...(into && { into }) }, means(at(9))));
  };
  const answered = move(aReport(), of(GRID), { type: 'resolve', result: '已告知李某' }, at(1));
  expect(seen(aReport())).toMatchObject({ answer: null, published: null });
  expect(seen(answered)).toMatchObject({ answer: null, published: { at: at(1), check: null } });
  const withheld = move(answered, of('niushi-v1'), { type: 'withhold', reason: 'personal-data' }, at(2));
  expect(seen(withheld)).toMatchObject({ answer: null, published: { check: { reason: 'personal-data' } } });
  const published = move(withheld, of('niushi-v1'), { type: 'publish', words: '已办' }, at(3));
  expect(seen(published)).toMatchObject({ answer: { words: '已办', at: at(1) } });
  for (const file of [answered, withheld, published]) expect(JSON.stringify(seen(file))).not.toContain('李某');
  const merged = move(aReport(), of(GRID), { type: 'merge', into: OTHER_CASE, reason: '同一处' }, at(1));
  expect(seen(merged, published)).toMatchObject({ mergedInto: true, answer: { words: '已办' } });
  const categories = documents().categories.map((category) => ({ ...category, personal: true }));
  const aboutPersons = means(at(9), aDirectory({ categories }));
  expect(reportView({ own: [merged], into: published, row }, aboutPersons)).toMatchObject({ answer: null });
  expect(viewOf([published], at(9))).toMatchObject({ answer: { words: '已告知李某' }, published: null });
});

test('what was erased is shown as nothing', () => {
  const answered = move(aReport(), of(GRID), { type: 'resolve', result: '已修' }, at(1));
  expect(viewOf([{ ...answered, contents: {} }], at(2))).toMatchObject({ words: null, place: null, answer: null });
});

test('a case keeps the digest of number and secret, each of which alone is of no use', () => {
  const receipt = receiptOf(OTHER_CASE, SECRET, sha256);
  expect(newFile(sha256('request'), receipt).receipt).toBe(receipt);
  expect(receipt).not.toBe(receiptOf(OTHER_CASE.replace('D', 'E'), SECRET, sha256));
  expect(newFile(sha256('request'))).not.toHaveProperty('receipt');
});
