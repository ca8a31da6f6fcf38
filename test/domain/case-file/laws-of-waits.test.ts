import { describe, expect, test } from 'vitest';
import { currentStage, isOpen, openParts } from '../../../domain/case/case.ts';
import { Light } from '../../../domain/case/colours.ts';
import type { Draft } from '../../../domain/case/decision.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { nextDue } from '../../../domain/case/rungs.ts';
import { tick } from '../../../domain/case/tick.ts';
import { attentionAt } from '../../../domain/case-file/attention.ts';
import { caseOf, newFile } from '../../../domain/case-file/case-file.ts';
import { caughtUp } from '../../../domain/case-file/caught-up.ts';
import {
  ASKED,
  CLOSED,
  DEPARTMENTS,
  FEEDBACK,
  holdName,
  PAUSED,
  Plan,
  partName,
  planOf,
} from '../../../domain/case-file/plan.ts';
import { isPending } from '../../../domain/case-file/workflow.ts';
import { Level } from '../../../domain/directory/documents.ts';
import { instant, ms, plusSeconds } from '../../../domain/primitives.ts';
import { arrived, relayed, timedOut, unstartedWorld } from '../../support/a-machine.ts';
import { means } from '../../support/casework.ts';
import { type Beside, everyHistory, lawsOver, type Moment } from '../../support/histories.ts';

const HOLDS = new Set([
  ...Level.options.flatMap((level) => Light.options.map((light) => holdName(level, light))),
  ...[PAUSED, ASKED, FEEDBACK, DEPARTMENTS, CLOSED],
]);
const PART_HOLDS = new Set(Light.options.map(partName));
const HANDS_ON = new Set(['escalated', 'transferred', 'reopened', 'closed']);
const upToHandOver = (drafts: readonly Draft[]) => {
  const whats = drafts.map(({ what }) => what);
  const end = whats.findIndex(
    (what) => HANDS_ON.has(what.type) || (what.type === 'resumed' && what.because === 'moved'),
  );
  return [whats.slice(0, end === -1 ? undefined : end), whats[end]?.type];
};

/** A machine that works on the case between its moves, at any of its steps; `settle` lets it finish. */
function machineBeside() {
  let world = unstartedWorld(newFile(''));
  const beside: Beside = (file, now, directory, roll) => {
    world = { ...world, file };
    for (const action of [roll % 4, (roll >> 2) % 4, (roll >> 4) % 4]) {
      if (action === 1) world = relayed(world, now, directory);
      if (action === 2) world = arrived(world, now, directory);
      if (action === 3 && roll % 5 === 0) world = timedOut(world, roll, now, directory);
    }
    return world.file;
  };
  const settle = ({ now, directory, file }: Moment): typeof world => {
    world = { ...world, file };
    for (let round = 0; round < 200; round += 1) {
      world = world.going.length > 0 ? arrived(world, now, directory) : relayed(world, now, directory);
    }
    return world;
  };
  return { beside, settle };
}

describe('the waits of every history', () => {
  const law = lawsOver();
  law.moment('after asking the clock nothing is due, and asking again changes nothing', ({ file, now, directory }) => {
    const asked = caughtUp(file, means(now, directory));
    expect(tick(caseOf(asked), now, directory)).toEqual([]);
    expect(caughtUp(asked, means(now, directory))).toBe(asked);
  });

  law.moment(
    'the clock may be asked as often as one likes on the way to a hand-over',
    ({ kase, now, directory }, before) => {
      // What came due since the moment before, asked once or twice; a hand-over starts the next clock when it is found.
      const between = instant((ms(before.now) + ms(now)) / 2);
      const first = tick(before.kase, between, directory);
      const twice = [...first, ...tick(evolveAll(before.kase, first, between), now, directory)];
      expect(upToHandOver(twice)).toEqual(upToHandOver(tick(before.kase, now, directory)));
      expect(kase.id).toBe(before.kase.id);
    },
  );

  law.moment(
    'plans parse, wait whole seconds from one on, and name a place that the machine has',
    ({ kase, file, now, directory }) => {
      const { where, seconds, parts } = Plan.parse(planOf(kase, file.workflow, now, directory));
      const waits = [seconds, ...(parts ?? []).map((part) => part.seconds)].flatMap((wait) => Object.values(wait));
      if (!waits.every((count) => Number.isInteger(count) && count >= 1)) expect.fail(`waits ${waits}`);
      if (!HOLDS.has(where)) expect.fail(`no state is called ${where}`);
      expect(parts !== undefined).toBe(where === DEPARTMENTS);
      expect(parts?.map(({ part }) => part)).toEqual(
        parts && [currentStage(kase).unit, ...openParts(kase).map(({ unit }) => unit)],
      );
      for (const part of parts ?? []) if (!PART_HOLDS.has(part.where)) expect.fail(`no part is called ${part.where}`);
    },
  );

  law.moment('a case that is open, or owes somebody a word, is looked at again', ({ kase, file, now, directory }) => {
    const attention = attentionAt(file, kase, means(now, directory));
    if (isOpen(kase) || isPending(file.workflow) || file.outbox.length > 0) expect(attention).not.toBeNull();
    if (attention !== null) expect(attention > now).toBe(true);
    const due = nextDue(kase, directory)?.at;
    // A machine that works is trusted to come in time, and looked after if it does not.
    if (due && due > now && attention) expect(attention <= plusSeconds(due, 60)).toBe(true);
  });

  test('a machine that is handed its plans, however late, ends up waiting where the case is, and nothing is pending', () => {
    let machine = machineBeside();
    everyHistory(
      (played) => {
        const last = played.at(-1);
        if (!last) return;
        const { file, waits } = machine.settle(last);
        const kase = caseOf(file);
        if (isPending(file.workflow)) expect.fail(`pending: ${JSON.stringify(file.workflow)}`);
        const { where, parts } = planOf(kase, file.workflow, last.now, last.directory);
        const wanted = where === CLOSED ? [] : (parts ?? [{ where }]).map((part) => part.where);
        // The timers of the machine turn the lights, and they stand still here.
        const places = (names: readonly string[]) => names.map((name) => name.replace(/ (yellow|red)$/, '')).sort();
        // A lead whose helpers have all ended goes on in the line that it has.
        const lead = currentStage(kase).unit;
        const waiting = [...waits.values()].map((plan) => (!parts && plan.part === lead ? where : plan.where));
        expect(places(waiting)).toEqual(places(wanted));
      },
      1000,
      () => {
        machine = machineBeside();
        return machine.beside;
      },
    );
  });
});
