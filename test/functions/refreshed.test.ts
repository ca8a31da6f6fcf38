import { beforeEach, describe, expect, it } from 'vitest';
import { memo } from '../../functions/shell/memo.ts';
import { refreshed } from '../../functions/shell/refreshed.ts';

let clock: number;
let loads: { resolve(value: string): void; reject(fault: Error): void }[];

beforeEach(() => {
  clock = 0;
  loads = [];
});

const aValue = () =>
  refreshed(
    () => new Promise<string>((resolve, reject) => loads.push({ resolve, reject })),
    { fresh: 10, usable: 100 },
    () => clock,
  );

async function aLoadedValue() {
  const value = aValue();
  const first = value.get();
  loads[0]?.resolve('a');
  await first;
  return value;
}

describe('a refreshed value', () => {
  it('throws what the first load throws, and loads again for the next caller', async () => {
    const value = aValue();
    const first = value.get();
    loads[0]?.reject(new Error('down'));
    await expect(first).rejects.toThrow('down');
    const second = value.get();
    loads[1]?.resolve('a');
    expect(await second).toBe('a');
  });

  it('throws to the next caller after a load in the background failed', async () => {
    const value = await aLoadedValue();
    clock = 11;
    expect(await value.get()).toBe('a');
    loads[1]?.reject(new Error('down'));
    await Promise.resolve();
    await Promise.resolve();
    const next = value.get();
    loads[2]?.reject(new Error('still down'));
    await expect(next).rejects.toThrow('still down');
  });

  it('does not keep what a load begun before `expire` brings', async () => {
    const value = await aLoadedValue();
    clock = 11;
    await value.get();
    value.expire();
    const next = value.get();
    loads[1]?.resolve('old');
    loads[2]?.resolve('new');
    expect(await next).toBe('new');
    expect(await value.get()).toBe('new');
  });
});

describe('a memo', () => {
  it('makes a value once, again after a failure, and again once it was pushed out', async () => {
    const made: string[] = [];
    const values = memo<string>(2);
    const get = (key: string) =>
      values(key, async () => {
        made.push(key);
        if (made.length === 1) throw new Error('once');
        return key;
      });
    await expect(get('a')).rejects.toThrow('once');
    await Promise.all([get('a'), get('a'), get('b')]);
    await get('a');
    await get('c');
    await get('b');
    expect(made).toEqual(['a', 'a', 'b', 'c', 'b']);
  });
});
