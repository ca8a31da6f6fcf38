import { expect, test } from 'vitest';
import { RESIDENT } from '../../domain/case/decision.ts';
import { type CaseFile, newFile } from '../../domain/case-file/case-file.ts';
import { continuationOf } from '../../domain/case-file/continuation.ts';
import { receiptOf } from '../../domain/case-file/receipt.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { ReportView, reportView } from '../../functions/shell/report-view.ts';
import { of } from '../support/a-district.ts';
import { SECRET } from '../support/a-report.ts';
import { aReport, MONDAY, means, move, OTHER_CASE, sha256 } from '../support/casework.ts';

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
