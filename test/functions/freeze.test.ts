import { describe, expect, test } from 'vitest';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { isTrue } from '../../domain/evidence/check.ts';
import { verifyBundle } from '../../domain/evidence/verify.ts';
import { isRefusal } from '../../domain/review/refusal.ts';
import { type Freezer, freeze } from '../../functions/shell/freeze.ts';
import { of } from '../support/a-district.ts';
import { climbedTo, district, move, shanghai } from '../support/casework.ts';
import { own, signatureOf, witness } from '../support/evidence.ts';
import { REVIEW } from '../support/reviewing.ts';

const by = { officer: 'of-shawan', unit: 'shawan', role: 'officer' as const };
const OTHER = '01KJP3AB5S8M6W3T9V2XQ4RD7S';

/** A case in a table, a vault that can fail, and a key: `breaks` says how often the vault fails before it works. */
function aFreezer(file: CaseFile, breaks = 0) {
  const stored = { file: { ...file, version: 1 }, left: breaks };
  const kept = new Map<string, string>();
  const freezer: Freezer = {
    desk: {
      cases: {
        load: async () => stored.file,
        save: async (next) => {
          stored.file = next;
          return true;
        },
      },
      directory: async () => district,
    },
    directoryAt: async () => district,
    vault: {
      has: async (key) => kept.has(key),
      get: async (key) => kept.get(key),
      put: async (key, text) => {
        if (stored.left-- > 0) throw new Error('the vault does not answer');
        if (kept.has(key)) return false;
        kept.set(key, text);
        return true;
      },
    },
    signer: {
      publicKey: async () => own.publicKey,
      sign: async (digest) => ({ algorithm: 'ECDSA_SHA_256', key: 'k', signature: signatureOf(digest) }),
    },
    district: 'shawan',
  };
  return { freezer, stored, kept };
}
const opened = (file: CaseFile) => file.history.filter(({ what }) => what.type === 'review-opened');

describe('freezing a case', () => {
  test('marks it, and keeps what it was up to the mark', async () => {
    const { freezer, stored, kept } = aFreezer(climbedTo('department'));
    const frozen = await freeze(freezer, 'x', REVIEW, by);
    expect(caseOf(stored.file).reviews).toEqual([{ id: REVIEW, endedAt: null }]);
    if (!frozen || isRefusal(frozen)) throw new Error('it is frozen');
    expect([...kept.keys()]).toEqual([`evidence/${frozen.evidence.id}.json`]);
    expect(frozen.evidence.events).toBe(stored.file.history.length);
    expect(frozen.units).toEqual(['niushi-v1-g1', 'niushi-v1', 'niushi', 'shawan', 'dept-housing']);
    const checks = verifyBundle([...kept.values()][0] ?? '', witness);
    expect(isTrue(checks)).toBe(true);
  });

  test('again after the vault failed, and after the case went on: one mark, the same bundle', async () => {
    const { freezer, stored, kept } = aFreezer(climbedTo('department'), 1);
    await expect(freeze(freezer, 'x', REVIEW, by)).rejects.toThrow('does not answer');
    const first = await freeze(freezer, 'x', REVIEW, by);
    const later = shanghai('2099-01-01 09:00');
    const rest = stored.file.history.slice(0, -1);
    stored.file = move(
      { ...stored.file, history: stored.file.history, outbox: [] },
      of('dept-housing'),
      { type: 'resolve', result: '已修复' },
      later,
    );
    expect(stored.file.history.length).toBeGreaterThan(rest.length);
    stored.file = { ...stored.file, outbox: [] };
    const again = await freeze(freezer, 'x', REVIEW, by);
    expect(opened(stored.file)).toHaveLength(1);
    expect(again).toMatchObject({ evidence: { events: rest.length + 1 } });
    expect(first).toMatchObject({ units: again && !isRefusal(again) ? again.units : [] });
    expect(kept.size).toBeGreaterThan(0);
  });

  test('twice at once keeps one, whichever signature was first', async () => {
    const { freezer, kept } = aFreezer(climbedTo('department'));
    await freeze(freezer, 'x', REVIEW, by);
    const first = [...kept];
    const racing: Freezer = { ...freezer, vault: { ...freezer.vault, has: async () => false } };
    await freeze(racing, 'x', REVIEW, by);
    expect([...kept]).toEqual(first);
  });

  test('a case under another review is refused, and that one is named', async () => {
    const { freezer } = aFreezer(climbedTo('department'));
    await freeze(freezer, 'x', REVIEW, by);
    expect(await freeze(freezer, 'x', OTHER, by)).toMatchObject({
      refused: 'under-review',
      message: expect.stringContaining(REVIEW),
    });
  });
});
