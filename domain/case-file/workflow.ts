import * as z from 'zod/mini';
import { Instant } from '../primitives.ts';

/**
 * How the case stands with its execution. A signal is pending while the workflow knows an older plan than the case:
 * `delivered < seq`. Whatever delivers it may be repeated; a lost execution is replaced under the next restart number.
 */
export const Workflow = z.strictObject({
  restart: z.int(),
  seq: z.int(),
  delivered: z.int(),
  pendingSince: z.nullable(Instant),
  /** The task token of the wait that is armed, if one is. */
  token: z.nullable(z.string()),
  /** When that wait was entered, as text that sorts; empty if unknown. */
  turn: z._default(z.string(), ''),
});
export type Workflow = z.infer<typeof Workflow>;

export const unstarted: Workflow = { restart: 1, seq: 0, delivered: 0, pendingSince: null, token: null, turn: '' };

export const isPending = (workflow: Workflow): boolean => workflow.delivered < workflow.seq;

export const executionName = (caseId: string, restart: number): string => `${caseId}-${restart}`;

/** The case has moved: the workflow is to be told. */
export const changed = (workflow: Workflow, at: Instant): Workflow => ({
  ...workflow,
  seq: workflow.seq + 1,
  pendingSince: workflow.pendingSince ?? at,
});

/** The workflow knows the plan numbered `seq`; an older word than it already had changes nothing. */
export function delivered(workflow: Workflow, seq: number): Workflow {
  const known = Math.max(workflow.delivered, seq);
  return { ...workflow, delivered: known, pendingSince: known < workflow.seq ? workflow.pendingSince : null };
}

/**
 * A wait was entered with this token, for the plan numbered `seq`. Repeating it changes nothing, and a wait that was
 * entered before the one on record comes too late: its time is over.
 */
export const armed = (workflow: Workflow, token: string, seq: number, turn: string): Workflow =>
  turn < workflow.turn ? workflow : { ...delivered(workflow, seq), token, turn };

/**
 * The machine came out of its waits to ask what now, and is answered with the newest plan. Only the next wait that it
 * enters shows that it heard.
 */
export const asked = (workflow: Workflow, at: Instant): Workflow => ({ ...changed(workflow, at), token: null });

/** The case has ended and needs no machine any more. */
export const answered = (workflow: Workflow): Workflow => ({ ...delivered(workflow, workflow.seq), token: null });

/** The execution cannot go on: whoever looks is to find it, once patience with its end is over. */
export const lost = (workflow: Workflow, at: Instant): Workflow => ({
  ...changed(workflow, at),
  pendingSince: at,
  token: null,
});

/** How often patience is given before a signal is looked into: the more, the more often the case was started again. */
export const patienceTimes = ({ restart }: Workflow): number => Math.min(restart, 30);

/** The execution is lost: the next one starts from the newest plan. */
export const restarted = (workflow: Workflow, at: Instant): Workflow => ({
  ...changed(workflow, at),
  pendingSince: at,
  restart: workflow.restart + 1,
  token: null,
  turn: '',
});
