/** What alone opens a report again: its number, and the secret that was made with it. */
export interface Receipt {
  id: string;
  secret: string;
}

/** As it is shown, copied and put into links. */
export const receiptText = ({ id, secret }: Receipt): string => `${id}-${secret}`;

/** How the API is asked of a report: without a token, with the secret of its receipt. */
export const withReceipt = ({ secret }: Receipt) => ({ headers: { 'x-receipt': secret }, open: true });

/** The two parts as they are shown, among other words. */
const SHOWN = /(?<![0-9A-Z])[0-9A-Z]{26}[^0-9A-Z]{0,3}[0-9A-Z]{26}(?![0-9A-Z])/;

/**
 * Reads a receipt as people type it: in any case, with spaces or without the hyphen, with O for 0 and I or L for 1, as
 * Crockford's base 32 has it, or within a whole link or sentence. Undefined if it is none.
 */
export function readReceipt(text: string): Receipt | undefined {
  const plain = text.normalize('NFKC').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  const [last = ''] = plain.split('/').slice(-1);
  const [found = last] = SHOWN.exec(plain) ?? [];
  const signs = found.replace(/[^0-9A-Z]/g, '');
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{51}$/.test(signs)) return undefined;
  return { id: signs.slice(0, 26), secret: signs.slice(26) };
}
