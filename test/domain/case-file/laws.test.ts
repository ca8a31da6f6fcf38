import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOpen } from '../../../domain/case/case.ts';
import { What } from '../../../domain/case/event.ts';
import { evolve, fold } from '../../../domain/case/evolve.ts';
import { MOVES } from '../../../domain/case/moves.ts';
import { CaseFile } from '../../../domain/case-file/case-file.ts';
import { canonical, firstBrokenLink } from '../../../domain/case-file/history.ts';
import { instant, ms } from '../../../domain/primitives.ts';
import { sha256 } from '../../support/casework.ts';
import { lawsOver, moments, story } from '../../support/histories.ts';

const EVENTS = What.def.options.flatMap(({ def }) => def.shape.type.def.values);
/** What reviews, other cases and broken executions bring. */
const NOT_HERE: ReadonlySet<string> = new Set([
  'review-proposed',
  'review-opened',
  'review-ended',
  'unlinked',
  'restarted',
  // Takes hours in which a dozen telephones are told, one after the other.
  'unanswered',
  // A year after the end, by a function of its own.
  'anonymised',
]);

describe('laws of every history', () => {
  const law = lawsOver();
  law.history('the fold of the events is the case, however it is cut', (played) => {
    const { file, kase } = played.at(-1) ?? {};
    for (const cut of played) {
      const rest = file?.history.slice(cut.file.history.length) ?? [];
      const folded = rest.reduce(evolve, fold(cut.file.history));
      if (!isDeepStrictEqual(folded, kase)) expect(folded).toEqual(kase);
    }
  });

  law.history('what is stored is read back the same', (played) => {
    const { file } = played.at(-1) ?? {};
    const stored = CaseFile.parse(JSON.parse(JSON.stringify(file)));
    if (!isDeepStrictEqual(stored, file)) expect(stored).toEqual(file);
  });

  law.moment('exactly one unit holds an open case, nobody an ended one, and only the holder has help', ({ kase }) => {
    const held = kase.stages.filter((stage) => stage.endedAt === null);
    expect(held).toEqual(isOpen(kase) ? kase.stages.slice(-1) : []);
    const left = kase.stages.filter((stage) => stage.endedAt !== null).flatMap(({ parts }) => parts);
    if (left.some((part) => part.endedAt === null || part.outcome === null)) expect.fail('a part outlives its stage');
    expect(kase.stages.map(({ number }) => number)).toEqual(kase.stages.map((_, index) => index + 1));
    for (const { unit, parts } of kase.stages) {
      const units = [unit, ...parts.map((part) => part.unit)];
      expect(new Set(units).size).toBe(units.length);
    }
  });

  law.moment(
    'a hand-over is to another unit, unless it waits for the resident, checks, or is opened anew',
    ({ kase }) => {
      for (const [index, { unit, purpose, from }] of kase.stages.entries()) {
        const before = kase.stages[index - 1];
        if (!before) continue;
        expect(from === before.unit || before.purpose === 'feedback').toBe(true);
        if (purpose === 'handle' && before.purpose === 'handle' && unit === before.unit)
          expect.fail(`stage ${index + 1} was handed from ${unit} to itself`);
      }
    },
  );

  law.moment('at most one of each kind is asked for, and nothing of an ended case', ({ kase }) => {
    const kinds = kase.requests.map(({ wish }) => wish.kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    if (!isOpen(kase)) expect([kinds, kase.paused]).toEqual([[], null]);
  });

  law.moment('a pause and what its holder asked for end with the stage', ({ kase }) => {
    const stage = kase.stages.at(-1);
    if (kase.paused && stage) expect(stage.clock.startedAt <= kase.paused.since).toBe(true);
    for (const { wish, at } of kase.requests) {
      if (wish.kind !== 'first-contact' && stage) expect(at >= stage.clock.startedAt).toBe(true);
    }
  });

  law.moment('what has ended stays as it ended', ({ kase, command }, before) => {
    for (const [index, stage] of before.kase.stages.entries()) {
      if (stage.endedAt !== null && kase.stages[index] !== stage) expect(kase.stages[index]).toEqual(stage);
    }
    expect(kase.cycles.slice(0, before.kase.cycles.length)).toEqual(before.kase.cycles);
    // But for what is said of its answer.
    if (!isOpen(before.kase) && kase !== before.kase)
      expect({ ...kase, answer: null }).toEqual({ ...before.kase, answer: null });
    if (command && !MOVES[command.type].from.includes(before.kase.status)) expect.fail(`${command.type} was allowed`);
  });

  law.moment('once accepted, a case always has somebody who answers for it', ({ kase }, before) => {
    if (before.kase.firstReceiver) expect(kase.firstReceiver).not.toBeNull();
  });

  test('of all that people and timers can do, each happens many times', () => {
    const times = new Map<string, number>();
    for (const own of fc.sample(story, { seed: 1, numRuns: 2_000 })) {
      for (const { what } of [...moments(own)].at(-1)?.file.history ?? [])
        times.set(what.type, (times.get(what.type) ?? 0) + 1);
    }
    const rare = EVENTS.filter((type) => !NOT_HERE.has(type) && (times.get(type) ?? 0) < 5);
    expect(rare.map((type) => `${type}: ${times.get(type) ?? 0}`)).toEqual([]);
  });

  test('the chain verifies, and any change to any event is told', () =>
    fc.assert(
      fc.property(story, fc.nat(), fc.constantFrom('at', 'by', 'what', 'content', 'swap', 'drop'), (own, pick, how) => {
        const history = [...moments(own)].at(-1)?.file.history ?? [];
        expect(firstBrokenLink(history, sha256)).toBeNull();
        const index = pick % history.length;
        const event = history[index];
        if (!event || (how === 'drop' && index === history.length - 1) || (how === 'swap' && index === 0)) return;
        const changed = {
          at: () => history.with(index, { ...event, at: instant(ms(event.at) + 1) }),
          by: () => history.with(index, { ...event, by: { officer: 'somebody', unit: 'fulu', role: 'leader' } }),
          what: () => history.with(index, { ...event, what: { type: 'closed' } as const }),
          content: () => history.with(index, { ...event, content: sha256('other words') }),
          swap: () => history.with(index, history[index - 1] ?? event).with(index - 1, event),
          drop: () => history.toSpliced(index, 1),
        }[how]?.();
        if (changed && canonical(changed) !== canonical(history))
          expect(firstBrokenLink(changed, sha256)).not.toBeNull();
      }),
      { numRuns: 500 },
    ));
});
