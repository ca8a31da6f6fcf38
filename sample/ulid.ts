import type { Ulid } from '../domain/primitives.ts';
import type { Random } from './random.ts';

const symbols = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

/** The ULID of an instant (epoch ms), its random part drawn from the generator. */
export function ulid(ms: number, random: Random): Ulid {
  const time = Array.from({ length: 10 }, (_, i) => symbols[Math.floor(ms / 32 ** (9 - i)) % 32]);
  const chance = Array.from({ length: 16 }, () => random.pick(symbols));
  return [...time, ...chance].join('');
}
