import * as z from 'zod/mini';

/** The fields of each state type, as written in a definition; anything else in a state is refused. */

const seconds = z.int().check(z.minimum(1), z.maximum(99_999_999));
const path = z.optional(z.nullable(z.string()));
const text = z.optional(z.string());

const any = { Comment: text, QueryLanguage: z.optional(z.literal('JSONPath')) };
const io = { InputPath: path, OutputPath: path };
const next = { Next: text, End: z.optional(z.literal(true)) };
const errors = z.array(z.string()).check(z.minLength(1));

const Retrier = z.strictObject({
  ErrorEquals: errors,
  IntervalSeconds: z.optional(seconds),
  MaxAttempts: z.optional(z.int().check(z.minimum(0), z.maximum(99_999_999))),
  BackoffRate: z.optional(z.number().check(z.minimum(1))),
  MaxDelaySeconds: z.optional(z.int().check(z.minimum(1), z.maximum(31_622_399))),
  JitterStrategy: z.optional(z.enum(['FULL', 'NONE'])),
  Comment: text,
});
const Catcher = z.strictObject({ ErrorEquals: errors, Next: z.string(), ResultPath: path, Comment: text });

const recovery = {
  ResultSelector: z.optional(z.json()),
  ResultPath: path,
  Retry: z.optional(z.array(Retrier)),
  Catch: z.optional(z.array(Catcher)),
};
export type RecoveryFields = z.infer<typeof RecoveryFields>;
const RecoveryFields = z.object(recovery);

const states = { StartAt: z.string(), States: z.record(z.string(), z.record(z.string(), z.json())), ...any };

export const Scope = z.strictObject(states);
export type Scope = z.infer<typeof Scope>;

export const MachineFields = z.strictObject({
  ...states,
  TimeoutSeconds: z.optional(seconds),
  Version: z.optional(z.literal('1.0')),
});

export const Processor = z.strictObject({
  ...states,
  ProcessorConfig: z.optional(z.strictObject({ Mode: z.literal('INLINE') })),
});

export const TaskFields = z.strictObject({
  Type: z.literal('Task'),
  ...any,
  ...io,
  ...next,
  ...recovery,
  Resource: z.string(),
  Parameters: z.optional(z.json()),
  TimeoutSeconds: z.optional(seconds),
  TimeoutSecondsPath: text,
  HeartbeatSeconds: z.optional(seconds),
  HeartbeatSecondsPath: text,
});
export const PassFields = z.strictObject({
  Type: z.literal('Pass'),
  ...any,
  ...io,
  ...next,
  Parameters: z.optional(z.json()),
  Result: z.optional(z.json()),
  ResultPath: path,
});
export const WaitFields = z.strictObject({
  Type: z.literal('Wait'),
  ...any,
  ...io,
  ...next,
  Seconds: z.optional(z.int().check(z.minimum(0), z.maximum(99_999_999))),
  SecondsPath: text,
  Timestamp: text,
  TimestampPath: text,
});
export const ChoiceFields = z.strictObject({
  Type: z.literal('Choice'),
  ...any,
  ...io,
  Choices: z
    .array(z.intersection(z.object({ Next: z.string() }), z.record(z.string(), z.json())))
    .check(z.minLength(1)),
  Default: text,
});
export const SucceedFields = z.strictObject({ Type: z.literal('Succeed'), ...any, ...io });
export const FailFields = z.strictObject({
  Type: z.literal('Fail'),
  ...any,
  Error: text,
  ErrorPath: text,
  Cause: text,
  CausePath: text,
});
export const MapFields = z.strictObject({
  Type: z.literal('Map'),
  ...any,
  ...io,
  ...next,
  ...recovery,
  ItemsPath: text,
  ItemSelector: z.optional(z.json()),
  Parameters: z.optional(z.json()),
  MaxConcurrency: z.optional(z.int().check(z.minimum(0))),
  ItemProcessor: z.optional(Processor),
  Iterator: z.optional(Processor),
});
export const ParallelFields = z.strictObject({
  Type: z.literal('Parallel'),
  ...any,
  ...io,
  ...next,
  ...recovery,
  Parameters: z.optional(z.json()),
  Branches: z.array(Scope).check(z.minLength(1)),
});

export const StateFields = z.discriminatedUnion('Type', [
  TaskFields,
  PassFields,
  WaitFields,
  ChoiceFields,
  SucceedFields,
  FailFields,
  MapFields,
  ParallelFields,
]);
export type StateFields = z.infer<typeof StateFields>;
