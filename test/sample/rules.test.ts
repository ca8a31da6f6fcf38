import { expect, test } from 'vitest';
import type { Case } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { decide } from '../../domain/case/decide.ts';
import { decideOpen } from '../../domain/case/decide-open.ts';
import type { Actor, Decision } from '../../domain/case/decision.ts';
import { evolve } from '../../domain/case/evolve.ts';
import { lightOfCase } from '../../domain/case/light.ts';
import { tick } from '../../domain/case/tick.ts';
import { openDirectory } from '../../domain/directory/directory.ts';
import { sampleDocuments } from '../../sample/directory.ts';
import { type Matter, matters, type Step } from '../../sample/matters.ts';

const documents = sampleDocuments();
const directory = openDirectory(documents, 'shawan', 1);
const workers = new Map(
  documents.officers
    .filter(({ posts }) => posts[0]?.role === 'officer' || posts[0]?.role === 'clerk')
    .map(({ id, posts }): [string, Actor] => [posts[0]?.unit ?? '', { officer: id, posts }]),
);
const actor = (unit: string): Actor => workers.get(unit) ?? { officer: 'nobody', posts: [] };

const commandOf = ({ do: move, words, department = '' }: Step): Command =>
  ({
    record: { type: 'resolve', result: words } as const,
    accept: { type: 'accept' } as const,
    escalate: { type: 'escalate', reason: words } as const,
    dispatch: { type: 'dispatch', department, instruction: words } as const,
    resolve: { type: 'resolve', result: words } as const,
    close: { type: 'close', note: words } as const,
  })[move];

function apply(kase: Case | undefined, decision: Decision, at: string): Case {
  if (!Array.isArray(decision)) throw new Error(`${at}: ${JSON.stringify(decision)}`);
  const after = decision.reduce<Case | undefined>((now, { by, what }) => evolve(now, { at, by, what }), kase);
  if (after === undefined) throw new Error(`${at}: nothing was decided`);
  return after;
}

/** The case that a script makes when the rules of the house decide, and time passes between its steps. */
function play({ id, at, grid, category, words, place, emergency, steps }: Matter): Case {
  const [first, ...rest] = steps;
  const record = first?.do === 'record' ? { record: { result: first.words } } : {};
  const open = { id, category, grid, words, place, emergency, ...record };
  let kase = apply(undefined, decideOpen(open, actor(grid), at, directory), at);
  for (const step of first?.do === 'record' ? rest : steps) {
    const now = new Date(Date.parse(at) + step.after * 60_000).toISOString();
    kase = apply(kase, tick(kase, now, directory), now);
    const holder = kase.stages.at(-1)?.unit ?? '';
    kase = apply(kase, decide(kase, commandOf(step), actor(holder), now, directory), now);
  }
  return kase;
}

test('every script is allowed by the rules, ends closed, and rarely red', () => {
  const cases = [
    ...matters({
      seed: 3,
      from: '2025-06-30T16:00:00.000Z',
      to: '2026-06-30T16:00:00.000Z',
      count: 7600,
      documents,
    }),
  ].map(play);
  expect(cases.filter(({ status }) => status !== 'closed')).toEqual([]);
  const red = cases.filter((kase) => lightOfCase(kase, '2027-01-01T00:00:00.000Z').light === 'red');
  expect(red.length / cases.length).toBeGreaterThan(0.005);
  expect(red.length / cases.length).toBeLessThan(0.06);
});
