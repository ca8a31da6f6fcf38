import { expect, test } from 'vitest';
import { aDirectory, documents } from '../../support/a-district.ts';

const PHONE = '+868330001701';
const directory = aDirectory({
  officers: documents().officers.map((officer) =>
    officer.id === 'of-niushi-v1-g1' ? { ...officer, phone: PHONE } : officer,
  ),
});

test.each([
  ['the registered number', PHONE, 'of-niushi-v1-g1'],
  ['a number of nobody', '+868330001702', undefined],
  ['a duty telephone, which is nobody’s own', '+8610000000031', undefined],
  ['the number without its plus', PHONE.slice(1), undefined],
  ['nothing at all', '', undefined],
])('%s', (_, phone, id) => {
  expect(directory.officerByPhone(phone)?.id).toBe(id);
});
