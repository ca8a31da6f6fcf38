import { isDeepStrictEqual } from 'node:util';
import { describe, expect } from 'vitest';
import type { Case } from '../../../domain/case/case.ts';
import { currentStage, isOpen, runningAt } from '../../../domain/case/case.ts';
import type { Light } from '../../../domain/case/colours.ts';
import type { What } from '../../../domain/case/event.ts';
import { explain } from '../../../domain/case/explain.ts';
import { instantsOf, lightOf, lightOfCase, type Shown } from '../../../domain/case/light.ts';
import type { Instant } from '../../../domain/primitives.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { directoryAt, lawsOver, type Moment } from '../../support/histories.ts';

const RANK: Record<Light, number> = { green: 0, yellow: 1, red: 2 };

/** What may turn a light back: time given by a ruling, another category, another calendar. */
const SETS_ANEW: ReadonlySet<What['type']> = new Set(['extended', 'recategorised', 'rescheduled']);
const happened = ({ file, before }: Moment): What['type'][] =>
  file.history.slice(before?.file.history.length ?? 0).map(({ what }) => what.type);

/** The light of every clock by its name, which stays its own for good. */
function lightsOf(kase: Case, now: Instant): Map<string, Shown> {
  const at = runningAt(kase, now);
  const cycles = [...kase.cycles, { clock: kase.clock, resolvedAt: kase.resolvedAt ?? kase.endedAt }];
  return new Map([
    ...cycles.map(({ clock, resolvedAt }, index) => [`cycle ${index}`, lightOf(clock, resolvedAt, at)] as const),
    ...kase.stages.flatMap(({ number, clock, endedAt, parts }) => [
      [`stage ${number}`, lightOf(clock, endedAt, at)] as const,
      ...parts.map((part) => [`stage ${number} ${part.unit}`, lightOf(part.clock, part.endedAt, at)] as const),
    ]),
  ]);
}

describe('the lights of every history', () => {
  const law = lawsOver();
  law.moment(
    'go from green to yellow to red, and back only where a deadline was set anew; no pause makes one greener',
    (present, before) => {
      if (happened(present).some((type) => SETS_ANEW.has(type))) return;
      const lights = lightsOf(present.kase, present.now);
      for (const [name, was] of lightsOf(before.kase, before.now)) {
        const is = lights.get(name);
        const inTime = is?.settled && !was.settled && was.light !== 'red';
        const sentOutAgain = was.settled && before.kase.status === 'checking' && present.kase.status === 'open';
        if (!is) expect.fail(`${name} is gone`);
        if (was.settled && !sentOutAgain) expect({ name, ...is }).toEqual({ name, ...was });
        if (!inTime && RANK[is.light] < RANK[was.light]) expect.fail(`${name} was ${was.light} and is ${is.light}`);
      }
    },
  );

  law.moment('stay red for who was overdue before an extension was asked for', (present, before) => {
    if (!happened(present).includes('extended')) return;
    const { at } = before.kase.requests.find(({ wish }) => wish.kind === 'extension') ?? {};
    const lights = lightsOf(present.kase, present.now);
    for (const [name, was] of lightsOf(before.kase, at ?? '')) {
      if (was.light === 'red') expect([name, lights.get(name)?.light]).toEqual([name, 'red']);
    }
  });

  law.moment('stand still during a pause', ({ kase }) => {
    const { paused } = kase;
    if (paused) expect(lightsOf(kase, paused.until)).toEqual(lightsOf(kase, paused.since));
  });

  law.moment('never change once the case has ended', ({ kase, now }, before) => {
    if (isOpen(before.kase)) return;
    const [is, was] = [lightOfCase(kase, plusSeconds(now, 1e8)), lightOfCase(before.kase, before.now)];
    if (!isDeepStrictEqual(is, was)) expect(is).toEqual(was);
    expect(is.settled).toBe(true);
  });

  law.history(
    'are explained, at any instant and whatever became of the case, by clocks that lead to their own due instant',
    (played) => {
      // Working every clock out anew takes its time: every third moment, and the last.
      for (const { kase, now } of played.filter((_, index) => index % 3 === 0 || index === played.length - 1)) {
        for (const at of [now, plusSeconds(now, 86_400)]) {
          const told = explain(kase, at, directoryAt);
          expect(told).toMatchObject(lightOfCase(kase, at));
          const lights = told.clocks.map(({ light }) => light);
          if (isOpen(kase)) expect(lights).toContain(told.light);
          else expect(told.clocks[0]?.light).toBe(told.light);
          for (const { dueAt, steps } of told.clocks) {
            const end = steps.findLast(({ key }) => key === 'due' || key.startsWith('ledger.'));
            if (end?.key === 'due') expect(end.at).toBe(dueAt);
            else expect(steps.at(-1)).toBe(end);
          }
        }
      }
    },
  );

  law.moment(
    'of lists and walls are the lights of the cases, also paused and while the word of the resident is awaited',
    ({ kase, now }) => {
      if (!isOpen(kase)) return;
      const instants = instantsOf(kase);
      for (const at of [now, plusSeconds(now, 7200), kase.clock.dueAt, currentStage(kase).clock.warnAt]) {
        if (at < now || (kase.paused && at > kase.paused.until)) continue;
        const [listed, own] = [lightOf(instants, null, at).light, lightOfCase(kase, at).light];
        if (listed !== own) expect.fail(`${at}: lists say ${listed}, the case is ${own}`);
      }
    },
  );

  law.moment('of a holder are told once each: yellow, red, and the limit of the case', ({ kase }) => {
    for (const { rungs, parts } of kase.stages) {
      for (const claimed of [rungs, ...parts.map((part) => part.rungs)]) {
        const once = claimed.map(({ rung }) => rung).filter((rung) => rung !== 'reminder');
        expect(new Set(once).size).toBe(once.length);
      }
    }
  });

  law.history('of a department are told once, also when another takes the lead', (played) => {
    const { kase, file } = played.at(-1) ?? {};
    if (file?.history.some(({ what }) => SETS_ANEW.has(what.type))) return;
    // A department keeps its lights from lead to part and back; who is given the case once more at the same instant is told anew.
    const told = kase?.stages.flatMap(({ number, level, unit, clock, rungs, parts }) =>
      [{ unit, clock, rungs }, ...parts].flatMap((held) =>
        held.rungs.flatMap(({ rung, due }) => {
          const holder = level === 'department' ? held.unit : `${number} ${held.unit}`;
          return rung === 'yellow' || rung === 'red' ? `${holder} ${held.clock.startedAt} ${rung} ${due}` : [];
        }),
      ),
    );
    const events = file?.history.flatMap(({ what }) =>
      what.type === 'rung' && /^(yellow|red)$/.test(what.rung) ? 1 : [],
    );
    expect(events?.length).toBe(new Set(told).size);
  });
});
