import * as z from 'zod/mini';
import type { Invoke } from './functions.ts';
import type { MappingSpec } from './template.ts';

/** A stream record on its way to a handler, already as JSON. */
export interface StreamRecord {
  readonly key: string;
  readonly sequence: string;
  readonly json: string;
}

/** Records that a mapping gave up on, with the last fault of its function. */
export interface Failure {
  readonly mapping: string;
  readonly destination: string | undefined;
  readonly error: string;
  readonly records: readonly StreamRecord[];
}

const lanes = 4;
const firstRetryMs = 100;
const longestRetryMs = 10_000;
const Answer = z.nullish(
  z.object({ batchItemFailures: z.optional(z.nullable(z.array(z.object({ itemIdentifier: z.string() })))) }),
);

/**
 * Feeds stream records to the functions of the event source mappings as Lambda does: in batches, in order per key, retried
 * with growing pauses of real time up to the mapping's limit, split on error if it says so, and handed to `onFailure` at
 * last. A function may get a record again. A key keeps to one of four lanes; a lane works on one batch at a time.
 */
export function createStreamFeed(options: {
  mappings: readonly MappingSpec[];
  invoke: Invoke;
  onFailure(failure: Failure): void;
  pause?: (ms: number) => Promise<void>;
}) {
  const { invoke, onFailure, pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()) } = options;
  const feeds = new Map(options.mappings.map((mapping) => [mapping.logicalId, createLanes(mapping)]));
  const idlers = new Set<() => void>();
  let waiting = 0;
  let closed = false;
  let lost: RegExp | undefined;

  function createLanes(mapping: MappingSpec) {
    const queues = Array.from({ length: lanes }, (): StreamRecord[] => []);
    const running = new Set<number>();

    async function drain(lane: number, queue: StreamRecord[]): Promise<void> {
      running.add(lane);
      while (queue.length > 0 && !closed) {
        const batch = queue.splice(0, mapping.BatchSize);
        await deliver(mapping, batch, 0);
        settle(batch.length);
      }
      running.delete(lane);
    }

    return (record: StreamRecord) => {
      const lane = laneOf(record.key);
      const queue = queues[lane] ?? [];
      queue.push(record);
      waiting += 1;
      if (!running.has(lane)) queueMicrotask(() => running.has(lane) || drain(lane, queue));
    };
  }

  async function deliver(mapping: MappingSpec, batch: StreamRecord[], attempt: number): Promise<void> {
    const payload = `{"Records":[${batch.map((record) => record.json).join(',')}]}`;
    const result = await invoke(mapping.functionArn, payload);
    const failed = result.ok ? firstFailure(mapping, batch, result.payload) : 0;
    if (failed === undefined || closed) return;
    const error = result.ok ? 'the function reported item failures' : `${result.error}: ${result.cause}`;
    const rest = batch.slice(failed);
    if (mapping.BisectBatchOnFunctionError && rest.length > 1) {
      const half = result.ok ? 1 : Math.ceil(rest.length / 2);
      await deliver(mapping, rest.slice(0, half), attempt);
      return deliver(mapping, rest.slice(half), attempt);
    }
    if (mapping.MaximumRetryAttempts >= 0 && attempt >= mapping.MaximumRetryAttempts) {
      const destination = mapping.DestinationConfig?.OnFailure?.Destination;
      return onFailure({ mapping: mapping.logicalId, destination, error, records: rest });
    }
    await pause(Math.min(firstRetryMs * 2 ** attempt, longestRetryMs));
    if (!closed) return deliver(mapping, rest, attempt + 1);
  }

  function settle(count: number): void {
    waiting -= count;
    if (waiting > 0) return;
    for (const resolve of idlers) resolve();
    idlers.clear();
  }

  return {
    add: (mappingId: string, record: StreamRecord) => lost?.test(mappingId) || feeds.get(mappingId)?.(record),
    /** From now on the records for mappings so named are lost: nobody is ever told of those writes. For tests. */
    lose(mappings?: RegExp) {
      lost = mappings;
    },
    waiting: () => waiting,
    /** Resolves when no record waits for delivery. */
    idle: () => (waiting === 0 ? Promise.resolve() : new Promise<void>((resolve) => idlers.add(resolve))),
    /** Stops after the batches in flight; what still waits is dropped. */
    close() {
      closed = true;
    },
  };
}

/** The index of the first record that the function says it failed on; `undefined` if all went well. */
function firstFailure(mapping: MappingSpec, batch: StreamRecord[], payload: unknown): number | undefined {
  if (mapping.FunctionResponseTypes.length === 0) return undefined;
  const answer = z.safeParse(Answer, payload);
  if (!answer.success) return 0;
  const reported = answer.data?.batchItemFailures ?? [];
  if (reported.length === 0) return undefined;
  const sequences = new Set(reported.map(({ itemIdentifier }) => itemIdentifier));
  return Math.max(
    0,
    batch.findIndex(({ sequence }) => sequences.has(sequence)),
  );
}

function laneOf(key: string): number {
  let hash = 0;
  for (let index = 0; index < key.length; index++) hash = (hash * 31 + key.charCodeAt(index)) | 0;
  return Math.abs(hash) % lanes;
}
