import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReceipt, receiptText } from '../../../web/shell/receipt.ts';

const receipt = { id: '01M833VB4PWPHA44T028KFBRT9', secret: 'MVER9AD7SP3QJMWGD1DWFHSH37' };
const text = receiptText(receipt);

describe('a receipt as people type it', () => {
  it.each([
    ['as it was shown', text],
    ['in small letters', text.toLowerCase()],
    ['without the hyphen', text.replace('-', '')],
    ['with spaces and line ends', ` ${text.replace('-', ' -\n')} `],
    ['in groups of four', text.replace('-', '').replace(/(.{4})/g, '$1 ')],
    ['with a long dash', text.replace('-', '—')],
    ['with O for 0', text.replaceAll('0', 'O')],
    ['with small o for 0', text.replaceAll('0', 'o')],
    ['with I for 1', text.replaceAll('1', 'I')],
    ['with small l for 1', text.replaceAll('1', 'l')],
    [
      'in wide letters, as an input method writes them',
      text.replace(/./g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    ],
    ['as the whole link', `https://example.org/#/r/${text}`],
    ['within a sentence', `My code is ${text}, thank you.`],
    ['within a sentence without spaces', `我的查询码是${text}，请查收`],
    ['as a link within a sentence', `See https://example.org/#/r/${text} or ask at https://example.org/`],
  ])('is read %s', (_, typed) => expect(readReceipt(typed)).toEqual(receipt));

  it.each([
    ['nothing', ''],
    ['only the number', receipt.id],
    ['one sign too few', text.slice(0, -1)],
    ['one sign too many', `${text}0`],
    ['a letter that is in no receipt', text.replace('V', 'U')],
    ['a number that is no ULID', `8${text.slice(1)}`],
    ['words', '我的查询码'],
  ])('is none: %s', (_, typed) => expect(readReceipt(typed)).toBeUndefined());

  it('reads back every one that can be made', () => {
    const signs = (length: number) =>
      fc
        .array(fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), { minLength: length, maxLength: length })
        .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...'01234567'), signs(25), signs(26), (first, rest, secret) => {
        const made = { id: first + rest, secret };
        expect(readReceipt(receiptText(made))).toEqual(made);
      }),
    );
  });
});
