/** Where a receipt may stand in an address: in links that were handed out, and in the history of browsers. */
const CARRIERS = new Set(['r', 'done']);

/** Where what the receipt opens is shown, without it. */
const OPENED = new Set(['/r', '/done']);

/** What an address says about the receipt: it carries one (or what should be one), shows what one opened, or neither. */
export type Said = { is: 'carrying'; text: string } | { is: 'showing' } | { is: 'elsewhere' };

/** Reads the path behind the hash. */
export function saidBy(path: string): Said {
  const [, place = '', text] = path.split('/');
  if (text !== undefined && CARRIERS.has(place)) return { is: 'carrying', text };
  return { is: OPENED.has(path) ? 'showing' : 'elsewhere' };
}
