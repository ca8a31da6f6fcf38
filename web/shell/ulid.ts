import type { Ulid } from '../../domain/primitives.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** So many random characters of Crockford base 32, five bits each. */
export const randomText = (length: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => SYMBOLS[byte & 31]).join('');

/** A new ULID: ten characters of time (epoch milliseconds), sixteen of chance. */
export const ulid = (at: number): Ulid =>
  Array.from({ length: 10 }, (_, place) => SYMBOLS[Math.floor(at / 32 ** (9 - place)) % 32]).join('') + randomText(16);
