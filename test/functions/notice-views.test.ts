import { expect, test } from 'vitest';
import { claimNotices } from '../../domain/case-file/outbox.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { caseView } from '../../functions/shell/case-view.ts';
import { of } from '../support/a-district.ts';
import { climbedTo, MONDAY, means } from '../support/casework.ts';

test('whoever reads a case sees what waits to be sent, and no telephone', () => {
  const present = means(plusSeconds(MONDAY, 3600));
  const { file, claimed } = claimNotices(climbedTo('village'), present);
  const [notice] = claimed;
  expect(notice?.phone).toBe('+8610000000021');
  const view = caseView(file, present, of('niushi-v1'));
  expect(view.outbox).toMatchObject([{ news: 'handed-over', unit: 'niushi-v1', claimedAt: present.now }]);
  expect(JSON.stringify(view)).not.toContain('+861000000002');
});
