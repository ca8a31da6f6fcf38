import * as z from 'zod/mini';

/**
 * The journal's rows: every one a fact, applied in order they are the whole state of the engine.
 * `t` epoch ms, `x` the execution's number, `b` the branch's number (absent: the root branch). Data are JSON texts.
 */

const of = { t: z.number(), x: z.int() };
const at = { ...of, b: z.optional(z.int()) };
const fault = { error: z.string(), cause: z.optional(z.string()) };

/** First row of a file: the key that tokens are signed with, and how many execution numbers were ever given. */
const Opened = z.object({
  k: z.literal('opened'),
  t: z.number(),
  format: z.literal(1),
  key: z.string(),
  executions: z.int(),
});
const MachineSaved = z.object({
  k: z.literal('machine'),
  t: z.number(),
  revision: z.int(),
  arn: z.string(),
  name: z.string(),
  definition: z.string(),
  role: z.optional(z.string()),
  description: z.optional(z.string()),
});
const AliasSaved = z.object({
  k: z.literal('alias'),
  t: z.number(),
  arn: z.string(),
  target: z.string(),
  description: z.optional(z.string()),
});
const MachineDeleted = z.object({ k: z.literal('machineDeleted'), t: z.number(), arn: z.string() });

/** `as`: the version or alias ARN it was started by. */
const Started = z.object({
  k: z.literal('started'),
  ...of,
  revision: z.int(),
  name: z.string(),
  as: z.optional(z.string()),
  input: z.string(),
});
const Entered = z.object({ k: z.literal('entered'), ...at, state: z.string() });
/** No `output`: the input goes on unchanged. No `next`: the branch is done. */
const Exited = z.object({
  k: z.literal('exited'),
  ...at,
  output: z.optional(z.string()),
  next: z.optional(z.string()),
});
/** `by`: when the task times out; `every`: its heartbeat in ms. */
const Scheduled = z.object({
  k: z.literal('scheduled'),
  ...at,
  parameters: z.string(),
  by: z.number(),
  every: z.optional(z.number()),
});
/** The function of a token task has returned; the token is still out. */
const Submitted = z.object({ k: z.literal('submitted'), ...at, output: z.string() });
const Beat = z.object({ k: z.literal('beat'), ...at });
const Succeeded = z.object({ k: z.literal('succeeded'), ...at, output: z.string() });
const Failed = z.object({ k: z.literal('failed'), ...at, ...fault });
const TimedOut = z.object({ k: z.literal('timedOut'), ...at, ...fault });
const Retried = z.object({ k: z.literal('retried'), ...at, retrier: z.int(), at: z.number() });
const Waiting = z.object({ k: z.literal('waiting'), ...at, until: z.number() });
const Forked = z.object({ k: z.literal('forked'), ...at, length: z.int() });
/** A child branch begins; `b` is its own number. */
const Branched = z.object({
  k: z.literal('branched'),
  ...of,
  b: z.int(),
  parent: z.int(),
  index: z.int(),
  start: z.string(),
  input: z.string(),
});
const BranchSucceeded = z.object({ k: z.literal('branchSucceeded'), ...of, b: z.int() });
const BranchFailed = z.object({ k: z.literal('branchFailed'), ...of, b: z.int(), ...fault });
const BranchAborted = z.object({ k: z.literal('branchAborted'), ...of, b: z.int() });
const Joined = z.object({ k: z.literal('joined'), ...at });
const ForkFailed = z.object({ k: z.literal('forkFailed'), ...at, ...fault });
const Ended = z.object({
  k: z.literal('ended'),
  ...of,
  status: z.enum(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  output: z.optional(z.string()),
  error: z.optional(z.string()),
  cause: z.optional(z.string()),
});

export const Row = z.discriminatedUnion('k', [
  Opened,
  MachineSaved,
  AliasSaved,
  MachineDeleted,
  Started,
  Entered,
  Exited,
  Scheduled,
  Submitted,
  Beat,
  Succeeded,
  Failed,
  TimedOut,
  Retried,
  Waiting,
  Forked,
  Branched,
  BranchSucceeded,
  BranchFailed,
  BranchAborted,
  Joined,
  ForkFailed,
  Ended,
]);
export type Row = z.infer<typeof Row>;
export type RowOf<K extends Row['k']> = Extract<Row, { k: K }>;
/** A row of an execution, as opposed to one of the registry. */
export type ExecutionRow = Extract<Row, { x: number }>;
export type RegistryRow = Exclude<Row, ExecutionRow>;
