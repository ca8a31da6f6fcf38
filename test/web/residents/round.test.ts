import { describe, expect, it } from 'vitest';
import { type Going, round, type Tried } from '../../../web/residents/round.ts';

interface Named extends Going {
  name: string;
}
const sent: Tried = { is: 'sent' };
const refused: Tried = { is: 'refused' };
const failed: Tried = { is: 'failed', told: 0 };
const held: Tried = { is: 'held', told: 60_000 };

/** Photos by name, and what becomes of them as each is tried. */
function aBox(fates: Record<string, (tries: number) => Tried>) {
  let all = Object.keys(fates).map((name): Named => ({ name, photo: {}, state: 'waiting', tries: 0 }));
  const tried: string[] = [];
  const go = () =>
    round({
      all: () => all,
      deliver: async ({ name }) => {
        tried.push(name);
        return fates[name]?.(tried.filter((own) => own === name).length) ?? sent;
      },
      mark: async ({ photo }, changes) => {
        all = all.map((own) => (own.photo === photo ? { ...own, ...changes } : own));
      },
    });
  const add = (name: string): void => {
    all = [...all, { name, photo: {}, state: 'waiting', tries: 0 }];
  };
  const states = () => Object.fromEntries(all.map(({ name, state }) => [name, state]));
  return { go, add, states, tried };
}

describe('a round of photos', () => {
  it('goes on with the next after one that did not get through', async () => {
    const { go, states } = aBox({ bad: () => failed, wrong: () => refused, good: () => sent });
    expect(await go()).toEqual({ sent: true, told: 0 });
    expect(states()).toEqual({ bad: 'waiting', wrong: 'refused', good: 'sent' });
  });

  it('tries each once, and those that come meanwhile', async () => {
    const slow = (): Tried => {
      box.add('late');
      return sent;
    };
    const box = aBox({ bad: () => failed, slow });
    await box.go();
    expect(box.tried).toEqual(['bad', 'slow', 'late']);
  });

  it('gives one up after eight tries', async () => {
    const { go, states, tried } = aBox({ bad: () => failed });
    for (const _ of Array.from({ length: 7 })) await go();
    expect(states()).toEqual({ bad: 'waiting' });
    for (const _ of Array.from({ length: 3 })) await go();
    expect([states(), tried.length]).toEqual([{ bad: 'failed' }, 8]);
  });

  it('ends where the server cannot be asked, which counts against no photo', async () => {
    const { go, states, tried } = aBox({ first: (tries) => (tries <= 20 ? held : sent), second: () => sent });
    for (const _ of Array.from({ length: 20 })) expect(await go()).toEqual({ sent: false, told: 60_000 });
    expect(tried).not.toContain('second');
    await go();
    expect(states()).toEqual({ first: 'sent', second: 'sent' });
  });
});
