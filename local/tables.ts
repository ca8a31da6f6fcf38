import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { OnCall } from './observer.ts';
import type { StreamView } from './properties.ts';
import type { StreamRecord } from './stream-feed.ts';
import { createTables } from './tables-create.ts';
import type { MappingSpec, TableSpec } from './template.ts';

/** What the thread of the tables is told at its start. */
export interface TablesWork {
  readonly path: string;
  readonly region: string;
  readonly account: string;
  readonly observed: boolean;
  readonly streams: { table: string; view: StreamView; mappings: { id: string; patterns: string[] }[] }[];
}
export type ToTables = { type: 'sync' | 'compact'; id: number } | { type: 'close' };
export type FromTables =
  | { type: 'listening'; port: number }
  | { type: 'record'; to: string[]; record: StreamRecord }
  | { type: 'call'; call: Parameters<OnCall>[0] }
  | { type: 'synced'; id: number }
  | { type: 'closed'; fault: string | undefined };

export type Tables = Awaited<ReturnType<typeof startTables>>;

/**
 * Starts the embedded DynamoDB on the files in `path` with the tables of the template, creating those that are missing.
 * Every write that an event source mapping's filter lets through is handed to `onRecord` before its request is answered,
 * in order per key. Writes are atomic on disk; records not yet handed on are lost with the process.
 */
export async function startTables(options: {
  path: string;
  region: string;
  account: string;
  tables: readonly TableSpec[];
  mappings: readonly MappingSpec[];
  onRecord(mappingId: string, record: StreamRecord): void;
  onCall?: OnCall | undefined;
}) {
  const { path, region, account, tables, mappings, onRecord, onCall } = options;
  const work: TablesWork = {
    path,
    region,
    account,
    observed: onCall !== undefined,
    streams: streamsOf(tables, mappings),
  };
  const worker = new Worker(new URL('./tables-worker.ts', import.meta.url), { workerData: work });
  const synced = new Map<number, () => void>();
  let closed: (fault: string | undefined) => void = () => {};
  let syncs = 0;

  const listening = new Promise<number>((resolve, reject) => {
    const handlers: { [Type in FromTables['type']]: (message: Extract<FromTables, { type: Type }>) => void } = {
      listening: ({ port }) => resolve(port),
      record: ({ to, record }) => {
        for (const id of to) onRecord(id, record);
      },
      call: ({ call }) => onCall?.(call),
      synced: ({ id }) => {
        synced.get(id)?.();
        synced.delete(id);
      },
      closed: ({ fault }) => closed(fault),
    };
    worker.on('message', (message: FromTables) => receive(handlers, message));
    worker.once('error', reject);
  });
  const tell = (message: ToTables) => worker.postMessage(message);
  const done = (type: 'sync' | 'compact') =>
    new Promise<void>((resolve) => {
      synced.set(++syncs, resolve);
      tell({ type, id: syncs });
    });

  const endpoint = `http://127.0.0.1:${await listening}`;
  worker.removeAllListeners('error');
  worker.on('error', (fault) => {
    throw new Error(`the embedded DynamoDB has stopped: ${fault}`, { cause: fault });
  });
  await createTables(endpoint, tables, path);

  return {
    endpoint,
    /** Resolves when every record of the writes answered so far has been handed to `onRecord`. */
    sync: () => done('sync'),
    /** Resolves when nothing that was deleted or overwritten is left in the files. */
    compact: () => done('compact'),
    async close() {
      const result = new Promise<string | undefined>((resolve) => {
        closed = resolve;
      });
      const exited = once(worker, 'exit');
      tell({ type: 'close' });
      const fault = await result;
      await exited;
      if (fault) throw new Error(`the embedded DynamoDB did not close cleanly: ${fault}`);
    },
  };
}

function receive<T extends FromTables['type']>(
  handlers: { [Type in T]: (message: Extract<FromTables, { type: Type }>) => void },
  message: Extract<FromTables, { type: T }>,
): void {
  handlers[message.type](message);
}

function streamsOf(tables: readonly TableSpec[], mappings: readonly MappingSpec[]): TablesWork['streams'] {
  return tables.flatMap(({ name, arn, StreamSpecification }) => {
    const own = mappings.filter((mapping) => mapping.Enabled && mapping.EventSourceArn.startsWith(`${arn}/stream/`));
    if (!StreamSpecification || own.length === 0) return [];
    return {
      table: name,
      view: StreamSpecification.StreamViewType,
      mappings: own.map(({ logicalId, FilterCriteria }) => ({
        id: logicalId,
        patterns: FilterCriteria?.Filters.map((filter) => filter.Pattern) ?? [],
      })),
    };
  });
}
