const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The ULID number `n` of a test: the same number gives the same id, and ids sort as their numbers. */
export function ulid(n: number): string {
  const tail = Array.from({ length: 8 }, (_, place) => SYMBOLS[Math.floor(n / 32 ** (7 - place)) % 32]);
  return `01KJP3AB5S00000000${tail.join('')}`;
}
