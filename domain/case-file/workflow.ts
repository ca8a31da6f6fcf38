import * as z from 'zod/mini';
import { Instant, Key } from '../primitives.ts';

/**
 * A line of waits in an execution, and what it was told: a signal is pending while it knows an older plan than the case,
 * `delivered < seq`. Whatever delivers it may be repeated.
 */
const Lane = z.strictObject({
  seq: z.int(),
  delivered: z.int(),
  pendingSince: z.nullable(Instant),
  /** The task token of the wait that is armed, if one is. */
  token: z.nullable(z.string()),
  /** When that wait was entered, as text that sorts; empty if unknown. */
  turn: z._default(z.string(), ''),
});
export type Lane = z.infer<typeof Lane>;

/**
 * How the case stands with its execution; a lost one is replaced under the next restart number. While departments work
 * on it together, each has a lane of its own under its unit, and no wait is armed in the lane of the case.
 */
export const Workflow = z.strictObject({
  restart: z.int(),
  ...Lane.shape,
  parts: z._default(z.record(Key, Lane), {}),
});
export type Workflow = z.infer<typeof Workflow>;

const fresh: Lane = { seq: 0, delivered: 0, pendingSince: null, token: null, turn: '' };
export const unstarted: Workflow = { restart: 1, ...fresh, parts: {} };

const lanesOf = (workflow: Workflow): Lane[] => [workflow, ...Object.values(workflow.parts)];
export const isLanePending = (lane: Lane): boolean => lane.delivered < lane.seq;
export const isPending = (workflow: Workflow): boolean => lanesOf(workflow).some(isLanePending);

/** Since when the oldest pending signal waits; null if none does. */
export const pendingSince = (workflow: Workflow): Instant | null =>
  lanesOf(workflow)
    .filter(isLanePending)
    .flatMap((lane) => lane.pendingSince ?? [])
    .sort()[0] ?? null;

export const executionName = (caseId: string, restart: number): string => `${caseId}-${restart}`;

const laneChanged = <L extends Lane>(lane: L, at: Instant): L => ({
  ...lane,
  seq: lane.seq + 1,
  pendingSince: lane.pendingSince ?? at,
});

/** The case has moved: every line of waits is to be told. */
export const changed = (workflow: Workflow, at: Instant): Workflow => ({
  ...laneChanged(workflow, at),
  parts: Object.fromEntries(Object.entries(workflow.parts).map(([unit, lane]) => [unit, laneChanged(lane, at)])),
});

/** A part has ended: its own waits are to be told; if none was entered yet, all that are on the way. */
export function partChanged(workflow: Workflow, unit: string, at: Instant): Workflow {
  const lane = workflow.parts[unit];
  return lane ? { ...workflow, parts: { ...workflow.parts, [unit]: laneChanged(lane, at) } } : changed(workflow, at);
}

/** The waits of a part have heard the plan numbered `seq` and are over: no later one will show it. */
export function partDelivered(workflow: Workflow, unit: string, seq: number): Workflow {
  const lane = workflow.parts[unit];
  if (!lane || lane.delivered >= seq) return workflow;
  return { ...workflow, parts: { ...workflow.parts, [unit]: told(lane, seq) } };
}

/** A lane that no wait was entered in yet; the plan for it has this number. */
const firstLane: Lane = { ...fresh, seq: 1, delivered: 1 };
export const partSeq = ({ parts }: Workflow, unit: string): number => (parts[unit] ?? firstLane).seq;

/** The lane knows the plan numbered `seq`; an older word than it already had changes nothing. */
function told<L extends Lane>(lane: L, seq: number): L {
  const known = Math.max(lane.delivered, seq);
  return { ...lane, delivered: known, pendingSince: known < lane.seq ? lane.pendingSince : null };
}

/** The workflow knows the plan numbered `seq`. */
export const delivered = (workflow: Workflow, seq: number): Workflow => told(workflow, seq);

const enter = <L extends Lane>(lane: L, token: string, seq: number, turn: string): L =>
  turn < lane.turn || (lane.token === token && lane.delivered >= seq) ? lane : { ...told(lane, seq), token, turn };

/**
 * A wait was entered with this token, for the plan numbered `seq`. Repeating it changes nothing, and a wait that was
 * entered before the one on record comes too late: its time is over. The parts, if there were any, are behind it.
 */
export function armed(workflow: Workflow, token: string, seq: number, turn: string): Workflow {
  if (Object.values(workflow.parts).some((lane) => turn < lane.turn)) return workflow;
  const next = enter(workflow, token, seq, turn);
  return next === workflow ? workflow : { ...next, parts: {} };
}

/**
 * The same for the wait of a part, numbered `seq`; the case's own line has then heard of the plan numbered `of`. If the
 * case has moved since that plan, the wait is to be told: nobody else can tell the machine. A wait that was entered before
 * the case's own last one comes too late: the parts are behind that.
 */
export function partArmed(
  workflow: Workflow,
  unit: string,
  { token, seq, of, turn }: { token: string; seq: number; of: number; turn: string },
): Workflow {
  if (turn < workflow.turn) return workflow;
  const lane = workflow.parts[unit] ?? firstLane;
  const next = enter(lane, token, seq, turn);
  if (next === lane && workflow.delivered >= of) return workflow;
  const since = of < workflow.seq ? workflow.pendingSince : null;
  const known = since === null || isLanePending(next) ? next : laneChanged(next, since);
  return { ...told(workflow, of), token: null, parts: { ...workflow.parts, [unit]: known } };
}

/**
 * The machine came out of its waits, also of those for parts, to ask what now, and is answered with the newest plan. Only
 * the next wait that it enters shows that it heard.
 */
export const asked = (workflow: Workflow, at: Instant): Workflow => ({
  ...laneChanged(workflow, at),
  token: null,
  parts: {},
});

/** The case has ended and needs no machine any more. */
export const answered = (workflow: Workflow): Workflow => ({
  ...delivered(workflow, workflow.seq),
  token: null,
  parts: {},
});

/** The execution cannot go on: whoever looks is to find it, once patience with its end is over. */
export const lost = (workflow: Workflow, at: Instant): Workflow => ({
  ...laneChanged(workflow, at),
  pendingSince: at,
  token: null,
  parts: {},
});

/** How often patience is given before a signal is looked into: the more, the more often the case was started again. */
export const patienceTimes = ({ restart }: Workflow): number => Math.min(restart, 30);

/** The execution is lost: the next one starts from the newest plan. */
export const restarted = (workflow: Workflow, at: Instant): Workflow => ({
  ...lost(workflow, at),
  restart: workflow.restart + 1,
  turn: '',
});
