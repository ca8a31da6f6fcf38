import { isOpen } from '../../domain/case/case.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import type { Plan } from '../../domain/case-file/plan.ts';
import { CLOSED, DEPARTMENTS, isAtWork, PART_ENDED, partPlanOf, planOf } from '../../domain/case-file/plan.ts';
import {
  answered,
  armed,
  asked,
  delivered,
  isLanePending,
  partArmed,
  partDelivered,
  partSeq,
} from '../../domain/case-file/workflow.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Instant } from '../../domain/primitives.ts';
import { means } from './casework.ts';

/**
 * The machine of one case, one step at a time: the waits it is in by their tokens, and the plans that were handed to it
 * and have not arrived in a state yet.
 */
export interface World {
  file: CaseFile;
  waits: ReadonlyMap<string, Plan>;
  going: readonly Plan[];
  entered: number;
  started: boolean;
}
export const unstartedWorld = (file: CaseFile): World => ({
  file,
  waits: new Map(),
  going: [],
  entered: 0,
  started: false,
});

const without = (waits: World['waits'], token: string | null): World['waits'] =>
  new Map([...waits].filter(([other]) => other !== token));

/** What the relay does once: starts the machine, or wakes the waits that know too little. */
export function relayed(world: World, now: Instant, directory: Directory): World {
  const { workflow } = world.file;
  const kase = caseOf(world.file);
  let { file, waits } = world;
  const going = [...world.going];
  for (const [unit, lane] of Object.entries(workflow.parts)) {
    if (lane.token === null || !isLanePending(lane) || !waits.has(lane.token)) continue;
    waits = without(waits, lane.token);
    going.push(partPlanOf(kase, unit, workflow, now, directory));
    file = { ...file, workflow: partDelivered(file.workflow, unit, lane.seq) };
  }
  if (!isLanePending(workflow)) return { ...world, file, waits, going };
  const plan = planOf(kase, workflow, now, directory);
  const { token } = workflow;
  const reaches = token === null ? !world.started : waits.has(token);
  if (!reaches) return { ...world, file, waits, going };
  if (plan.where === CLOSED) file = { ...file, workflow: { ...delivered(file.workflow, plan.seq), token: null } };
  return { ...world, file, started: true, waits: without(waits, token), going: [...going, plan] };
}

/** The plan that was handed over first arrives: in a wait, at the end of a part, or at the departments, one by one. */
export function arrived(world: World, now: Instant, directory: Directory): World {
  const [plan, ...going] = world.going;
  if (!plan) return world;
  const rest = { ...world, going };
  if (plan.where === CLOSED) return rest;
  if (plan.where === DEPARTMENTS) {
    const { parts = [], seq, case: id, district } = plan;
    return { ...rest, going: [...going, ...parts.map((part) => ({ case: id, district, of: seq, ...part }))] };
  }
  if (plan.where === PART_ENDED) return rest.waits.size + going.length === 0 ? asking(rest, now, directory) : rest;
  const entered = world.entered + 1;
  const token = `token ${entered}`;
  const turn = String(entered).padStart(9, '0');
  const ticked = caughtUp(world.file, means(now, directory));
  const workflow =
    plan.part === undefined
      ? armed(ticked.workflow, token, plan.seq, turn)
      : partArmed(ticked.workflow, plan.part, { token, turn, seq: plan.seq, of: plan.of ?? 0 });
  return { ...rest, file: { ...ticked, workflow }, entered, waits: new Map([...world.waits, [token, plan]]) };
}

/** The time of a wait is over: the machine asks what now. */
export function timedOut(world: World, pick: number, now: Instant, directory: Directory): World {
  const [token, plan] = [...world.waits][pick % Math.max(1, world.waits.size)] ?? [];
  if (token === undefined) return world;
  const rest = { ...world, waits: without(world.waits, token) };
  return plan?.part === undefined ? asking(rest, now, directory) : askingFor(rest, plan.part, now, directory);
}

function asking(world: World, now: Instant, directory: Directory): World {
  const ticked = caughtUp(world.file, means(now, directory));
  const kase = caseOf(ticked);
  const workflow = isOpen(kase) ? asked(ticked.workflow, now) : answered(ticked.workflow);
  const plan = planOf(kase, workflow, now, directory);
  return { ...world, file: { ...ticked, workflow }, going: [...world.going, plan] };
}

function askingFor(world: World, part: string, now: Instant, directory: Directory): World {
  const ticked = caughtUp(world.file, means(now, directory));
  const over = isAtWork(caseOf(ticked), part)
    ? ticked.workflow
    : partDelivered(ticked.workflow, part, partSeq(ticked.workflow, part));
  const file = { ...ticked, workflow: over };
  return { ...world, file, going: [...world.going, partPlanOf(caseOf(file), part, file.workflow, now, directory)] };
}
