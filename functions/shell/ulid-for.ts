import { type Digest, type Instant, ms } from '../../domain/primitives.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The ULID that an instant and a digest always give: ten characters of time, sixteen of the digest's first 80 bits. */
export const ulidFor = (at: Instant, digest: Digest): string =>
  base32(BigInt(ms(at)), 10) + base32(BigInt(`0x${digest.slice(0, 20)}`), 16);

/** A number in so many characters of Crockford base 32. */
export const base32 = (value: bigint, length: number): string =>
  Array.from({ length }, (_, place) => SYMBOLS[Number((value >> (5n * BigInt(length - 1 - place))) & 31n)]).join('');
