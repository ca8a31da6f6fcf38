import { describe, expect, test } from 'vitest';
import { isOpen } from '../../../domain/case/case.ts';
import { RESIDENT } from '../../../domain/case/decision.ts';
import { fold } from '../../../domain/case/evolve.ts';
import { isRefusal } from '../../../domain/case/refusal.ts';
import { attentionAt } from '../../../domain/case-file/attention.ts';
import { append, CaseFile, caseOf } from '../../../domain/case-file/case-file.ts';
import { eraseAt, erased, goesOnIn, KEPT, photosOf } from '../../../domain/case-file/erasure.ts';
import { firstBrokenLink } from '../../../domain/case-file/history.ts';
import { delivered } from '../../../domain/case-file/workflow.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { of } from '../../support/a-district.ts';
import { aCase, MONDAY, means, move, OTHER_CASE, sha256 } from '../../support/casework.ts';
import { everyHistory } from '../../support/histories.ts';
import { ulid } from '../../support/ulids.ts';

const LATER = means('2027-06-01T00:00:00.000Z');
const WORDS = '张某某家门前路面塌陷';
const photo = { digest: 'a'.repeat(64), bytes: 1000 };
const open = aCase({ words: WORDS, photos: [photo] });
const resolved = move(open, of('niushi-v1-g1'), { type: 'resolve', result: '已办' }, MONDAY);
const ended: CaseFile = { ...resolved, receipt: 'b'.repeat(64) };
const by = { officer: 'of-shawan', unit: 'shawan', role: 'clerk' } as const;
const underReview = append(ended, [{ by, what: { type: 'review-opened', review: ulid(1) } }], means(MONDAY));

describe('erasing a case', () => {
  test('leaves nothing of what was written, nor who may follow it; the case and its chain stay', () => {
    const file = erased(ended, LATER);
    if (isRefusal(file)) throw new Error(file.message);
    expect(JSON.stringify(file)).not.toMatch(/张某某|a{64}|b{64}/);
    expect(caseOf(file)).toEqual(caseOf(ended));
    expect(file.history.at(-1)).toMatchObject({ by: { system: 'privacy' }, what: { type: 'anonymised' } });
    expect(firstBrokenLink(file.history, sha256)).toBeNull();
    expect(CaseFile.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
    expect([photosOf(ended), photosOf(file)]).toEqual([[photo.digest], []]);
  });

  test('a second time changes nothing', () => {
    const once = erased(ended, LATER);
    expect(isRefusal(once) || erased(once, LATER)).toBe(once);
  });

  test('is refused while the case is open', () => expect(erased(open, LATER)).toMatchObject({ refused: 'still-open' }));

  test('is refused while a review of it runs, and taken when that has ended', () => {
    expect(erased(underReview, LATER)).toMatchObject({
      refused: 'held-by-law',
      message: expect.stringContaining(ulid(1)),
    });
    const over = append(underReview, [{ by, what: { type: 'review-ended', review: ulid(1) } }], means(MONDAY));
    expect(isRefusal(erased(over, LATER))).toBe(false);
  });

  test('by itself comes 365 days after the end, not while a review runs, and once', () => {
    const { endedAt } = caseOf(ended);
    const at = plusSeconds(endedAt ?? '', KEPT);
    expect(eraseAt(ended, caseOf(ended))).toBe(at);
    expect(eraseAt(open, caseOf(open))).toBeNull();
    expect(eraseAt(underReview, caseOf(underReview))).toBeNull();
    const file = erased(ended, LATER);
    expect(isRefusal(file) || eraseAt(file, caseOf(file))).toBeNull();
    const settled = { ...ended, outbox: [], workflow: delivered(ended.workflow, ended.workflow.seq) };
    expect(attentionAt(settled, caseOf(settled), means(at))).toBe(plusSeconds(at, 86_400));
  });

  test('waits for the case that it was continued in or merged into, not for a later report that takes it up again', () => {
    const link = { case: OTHER_CASE, how: 'continued-by' } as const;
    const takenUp = append(ended, [{ by: RESIDENT, what: { type: 'linked', link } }], means(MONDAY));
    const officer = of('niushi-v1-g1');
    const merged = move(open, officer, { type: 'merge', into: OTHER_CASE, reason: '同一处' }, MONDAY);
    const continued = move(open, officer, { type: 'continue', as: OTHER_CASE }, MONDAY);
    expect([takenUp, merged, continued].map((file) => goesOnIn(caseOf(file)))).toEqual([null, OTHER_CASE, OTHER_CASE]);
  });

  test('of any history: refused while it is open, else the same case with a chain that verifies', () =>
    everyHistory((played) => {
      const { file } = played.at(-1) ?? {};
      if (!file) return;
      const after = erased(file, LATER);
      if (isOpen(fold(file.history))) return expect(after).toMatchObject({ refused: 'still-open' });
      if (isRefusal(after)) throw new Error(after.message);
      expect([fold(after.history), after.contents]).toEqual([fold(file.history), {}]);
    }, 200));
});
