import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseFile } from '../../../domain/case-file/case-file.ts';
import { claimNotices, reportNotice } from '../../../domain/case-file/outbox.ts';
import type { Roster } from '../../../domain/directory/documents.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { aDirectory, documents } from '../../support/a-district.ts';
import { climbedTo, MONDAY, means } from '../../support/casework.ts';

const village = climbedTo('village');
/** The directory with another roster of the village. */
const directoryWith = (roster: Partial<Roster>, revision: number) =>
  aDirectory(
    { rosters: documents().rosters.map((own) => (own.unit === 'niushi-v1' ? { ...own, ...roster } : own)) },
    revision,
  );
const endings = (file: CaseFile) =>
  file.history.flatMap(({ what }) => (what.type === 'notified' ? [what.phoneEnding] : []));

const aPhone = fc.integer({ min: 1000, max: 9999 }).map((n) => `+861000000${n}`);
const somePhones = fc.uniqueArray(aPhone, { minLength: 1, maxLength: 4 });

test('whatever becomes of the roster during a wait, the telephone on record is the one that was tried', () => {
  fc.assert(
    fc.property(somePhones, somePhones, fc.integer({ min: 0, max: 3600 }), (before, after, seconds) => {
      const first = { ...means(plusSeconds(MONDAY, 3600)), directory: directoryWith({ duty: before }, 1) };
      const { file, claimed } = claimNotices(village, first);
      expect(claimed.map(({ phone }) => phone)).toEqual(before.slice(0, 1));
      const later = { ...first, now: plusSeconds(first.now, seconds), directory: directoryWith({ duty: after }, 2) };
      const reported = claimed.reduce((sofar, own) => reportNotice(sofar, own, { outcome: 'failed' }, later), file);
      expect(endings(reported)).toEqual([before[0]?.slice(-4)]);
      const [waiting] = reported.outbox;
      const next = claimNotices(reported, { ...later, now: waiting?.notBefore ?? later.now });
      const fresh = after.find((phone) => phone !== before[0]);
      expect(next.claimed.map(({ phone }) => phone)).toEqual([fresh ?? after[0]]);
      expect(waiting?.notBefore).toBe(fresh === undefined ? plusSeconds(later.now, 60) : later.now);
    }),
  );
});

test('an attempt of unknown outcome is on record with its telephone, and the next goes to who is on duty then', () => {
  const [night, day] = ['+8610000007777', '+8610000008888'];
  const shifts = [
    { name: '夜', phone: night, hours: [['18:00', '09:00']] as [string, string][], days: ['working-day' as const] },
    { name: '昼', phone: day, hours: [['09:00', '18:00']] as [string, string][], days: ['working-day' as const] },
  ];
  const directory = directoryWith({ shifts }, 1);
  const at = (wall: string) => ({ ...means(new Date(`2026-03-03T${wall}+08:00`).toISOString()), directory });
  const { file, claimed } = claimNotices(village, at('08:59:30'));
  expect(claimed.map(({ phone }) => phone)).toEqual([night]);
  const lost = claimed.reduce((sofar, own) => reportNotice(sofar, own, { outcome: 'unknown' }, at('09:30:00')), file);
  const again = claimNotices(lost, at('09:30:00'));
  expect(again.claimed.map(({ phone }) => phone)).toEqual([day]);
  expect(endings(again.file)).toEqual(['7777']);
});
