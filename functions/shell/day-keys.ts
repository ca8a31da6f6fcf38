import { createHmac, randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/primitives.ts';
import type { LimitRows } from './limit-rows.ts';

const KEPT = 3 * 86_400;

export type DayKeys = ReturnType<typeof dayKeys>;

/**
 * A key for each day of UTC, made by whoever needs it first, and forgotten after three: what was made with it then leads back to
 * nobody. Its functions keep those they have read.
 */
export function dayKeys(rows: Pick<LimitRows, 'get' | 'ensure'>) {
  const known = new Map<string, Promise<string | undefined>>();

  const read = (day: string, now: Instant): Promise<string | undefined> =>
    day === now.slice(0, 10)
      ? rows.ensure(`key#${day}`, randomBytes(32).toString('hex'), KEPT, now)
      : rows.get(`key#${day}`);

  async function of(day: string, now: Instant): Promise<string | undefined> {
    const found = known.get(day) ?? read(day, now);
    known.set(day, found);
    const key = await found.catch((fault) => {
      known.delete(day);
      throw fault;
    });
    if (key === undefined) known.delete(day);
    return key;
  }

  async function today(now: Instant): Promise<string> {
    const key = await of(now.slice(0, 10), now);
    if (key === undefined) throw new Error('the key of the day was made, and is not there');
    return key;
  }

  return {
    /** The key of a day; undefined for one that has none, or has it no more. */
    of,
    today,
    /** What stands for an address or a device today, and for another tomorrow. Of an IPv6 address its network counts. */
    nameOf: async (kind: 'address' | 'device', value: string, now: Instant): Promise<string> =>
      `${kind}#${createHmac('sha256', await today(now))
        .update(kind === 'address' ? networkOf(value) : value)
        .digest('hex')
        .slice(0, 32)}`,
  };
}

/** An IPv4 address as it is, of an IPv6 one the 64 bits that a household or a telephone gets. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [left = '', right] = address.toLowerCase().split('::');
  const head = left.split(':').filter((part) => part !== '');
  const tail = (right ?? '').split(':').filter((part) => part !== '');
  const zeros =
    right === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}
