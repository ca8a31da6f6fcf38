import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currentStage, isOpen } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import { evolve, fold } from '../../../domain/case/evolve.ts';
import { instantsOf, lightOf, lightOfCase } from '../../../domain/case/light.ts';
import { isRefusal } from '../../../domain/case/refusal.ts';
import { nextDue } from '../../../domain/case/rungs.ts';
import { attentionAt } from '../../../domain/case-file/attention.ts';
import type { CaseFile } from '../../../domain/case-file/case-file.ts';
import { CaseFile as CaseFileSchema, caseOf } from '../../../domain/case-file/case-file.ts';
import { canonical, firstBrokenLink } from '../../../domain/case-file/history.ts';
import { Plan, planOf } from '../../../domain/case-file/plan.ts';
import { isPending } from '../../../domain/case-file/workflow.ts';
import { instant, ms } from '../../../domain/primitives.ts';
import { of } from '../../support/a-district.ts';
import { aCase, district, MONDAY, means, sha256, ticked, tryMove } from '../../support/casework.ts';

const UNITS = district.documents.units.map((unit) => unit.id);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constant<Command>({ type: 'accept' }),
  fc.constant<Command>({ type: 'resolve', result: '已办' }),
  fc.constant<Command>({ type: 'escalate', reason: '办不了' }),
  fc.constant<Command>({ type: 'escalate', reason: '急', to: 'district', emergency: true }),
  fc
    .constantFrom('dept-housing', 'dept-water', 'fulu')
    .map((department): Command => ({ type: 'dispatch', department, instruction: '请办' })),
  fc.constant<Command>({ type: 'close' }),
  fc.constant<Command>({ type: 'cancel', reason: 'withdrawn', note: '撤回' }),
);
/** Mostly the holder acts; else anybody. */
const step = fc.record({
  hours: fc.double({ min: 0, max: 60, noNaN: true }),
  command,
  by: fc.option(fc.constantFrom(...UNITS), { freq: 2 }),
});
const story = fc.record({ category: fc.constantFrom('roads', 'fire'), steps: fc.array(step, { maxLength: 12 }) });
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** Plays a story, looking at every file on the way; time passes and the clock is asked before each step. */
function play({ category, steps }: Story, look: (file: CaseFile, now: string, before: CaseFile) => void): CaseFile {
  let now = ms(MONDAY);
  let file = aCase({ category });
  look(file, MONDAY, file);
  for (const { hours, command: own, by } of steps) {
    now += Math.round(hours * 3_600_000);
    const at = instant(now);
    const waited = ticked(file, at);
    look(waited, at, file);
    const moved = tryMove(waited, of(by ?? currentStage(caseOf(waited)).unit), own, at);
    const next = isRefusal(moved) ? waited : moved;
    look(next, at, waited);
    file = next;
  }
  return file;
}

const laws = (look: Parameters<typeof play>[1]) =>
  fc.assert(
    fc.property(story, (own) => void play(own, look)),
    { numRuns: 2000 },
  );

describe('laws of every history', () => {
  test('the fold of the events is the case, however it is cut', () =>
    laws((file, _, before) => {
      const rest = file.history.slice(before.history.length);
      expect(rest.reduce(evolve, fold(before.history))).toEqual(fold(file.history));
    }));

  test('what is stored is read back the same', () =>
    laws((file) => expect(CaseFileSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file)));

  test('exactly one unit holds an open case, and its clocks have due times', () =>
    laws((file) => {
      const kase = caseOf(file);
      const open = kase.stages.filter((stage) => stage.endedAt === null);
      expect(open).toHaveLength(isOpen(kase) ? 1 : 0);
      for (const { clock } of [kase, ...kase.stages]) {
        expect(clock.startedAt <= clock.warnAt && clock.warnAt < clock.dueAt).toBe(true);
      }
    }));

  test('after asking the clock nothing is due, and asking again changes nothing', () =>
    laws((file, now) => {
      const again = ticked(file, now);
      const due = nextDue(caseOf(again), district);
      expect(due === null || due.at > now).toBe(true);
      expect(ticked(again, now)).toBe(again);
    }));

  test('each holder is told of yellow, red and the case limit at most once', () =>
    laws((file) => {
      for (const { rungs } of caseOf(file).stages) {
        for (const rung of ['yellow', 'red', 'case-red'])
          expect(rungs.filter((own) => own.rung === rung).length).toBeLessThan(2);
      }
    }));

  test('the light of lists and walls is the light of the case', () =>
    laws((file, now) => {
      const kase = caseOf(file);
      if (isOpen(kase)) expect(lightOf(instantsOf(kase), null, now).light).toBe(lightOfCase(kase, now).light);
    }));

  test('a stage never turns back, and a settled light never changes', () =>
    laws((file, now, before) => {
      const [kase, earlier] = [caseOf(file), caseOf(before)];
      if (!isOpen(earlier)) expect(lightOfCase(kase, now)).toEqual(lightOfCase(earlier, now));
      for (const [index, stage] of earlier.stages.entries()) {
        if (stage.endedAt !== null) expect(kase.stages[index]).toEqual(stage);
      }
    }));

  test('plans parse, wait at least a second, and the case is never left without somebody to look', () =>
    laws((file, now) => {
      const kase = caseOf(file);
      const plan = Plan.parse(planOf(kase, file.workflow, now, district));
      for (const seconds of Object.values(plan.seconds)) expect(Number.isInteger(seconds) && seconds >= 1).toBe(true);
      const attention = attentionAt(file, kase, means(now));
      if (isOpen(kase) || isPending(file.workflow)) expect(attention).not.toBeNull();
      if (attention) expect(attention > now).toBe(true);
    }));

  test('the chain verifies, and any change to any event is told', () =>
    fc.assert(
      fc.property(story, fc.nat(), fc.constantFrom('at', 'by', 'what', 'content', 'swap', 'drop'), (own, pick, how) => {
        const { history } = play(own, () => {});
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
      { numRuns: 1000 },
    ));
});
