import { createECDH, type KeyObject } from 'node:crypto';

/** Order of the curve P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Signs a SHA-256 digest with ECDSA on P-256; DER. `crypto.sign` always hashes what it is given, and KMS signs a digest
 * as it is; so the curve is asked for one product, and the rest is arithmetic as FIPS 186-5 has it.
 */
export function signDigest(digest: Buffer, key: KeyObject): Buffer {
  const secret = numberOf(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));
  const ephemeral = createECDH('prime256v1');
  for (;;) {
    // Uncompressed: 04, 32 bytes of x, 32 bytes of y.
    const point = ephemeral.generateKeys();
    const r = numberOf(point.subarray(1, 33)) % ORDER;
    const s = (inverse(numberOf(ephemeral.getPrivateKey())) * (numberOf(digest) + r * secret)) % ORDER;
    if (r !== 0n && s !== 0n) return tagged(0x30, Buffer.concat([integer(r), integer(s)]));
  }
}

const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

/** By Fermat: the order is a prime. */
function inverse(value: bigint): bigint {
  let result = 1n;
  let square = value;
  for (let exponent = ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * square) % ORDER;
    square = (square * square) % ORDER;
  }
  return result;
}

/** Without leading zeros, but for the one that keeps the number from being negative. */
function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return tagged(0x02, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]));
}

const tagged = (tag: number, bytes: Buffer): Buffer => Buffer.concat([Buffer.of(tag, bytes.length), bytes]);
