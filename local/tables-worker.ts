import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { observeTables } from './observer.ts';
import { createFilter } from './stream-filter.ts';
import { createRecorder } from './stream-record.ts';
import type { FromTables, TablesWork, ToTables } from './tables.ts';
import { compactLevels, mendLevel } from './tables-level.ts';
import { refuseEmptyKeys } from './tables-strict.ts';
import { writeAtomically } from './tables-write.ts';

/** dynalite in a thread of its own, so that the tables and the handlers use one core each. */
const { path, region, account, streams, observed }: TablesWork = workerData;
const port = parentPort;
if (!port) throw new Error('tables-worker.ts is started by tables.ts');
const post = (message: FromTables) => port.postMessage(message);

process.env.AWS_REGION = region;
process.env.AWS_ACCOUNT_ID = account;

const record = createRecorder(region, account);
const filtersByTable = new Map(
  streams.map(({ table, view, mappings }) => [
    table,
    { view, mappings: mappings.map(({ id, patterns }) => ({ id, passes: createFilter(patterns) })) },
  ]),
);

writeAtomically((write) => {
  const stream = filtersByTable.get(write.table.TableName);
  if (!stream) return;
  const made = record(write, stream.view);
  const to = stream.mappings.filter(({ passes }) => passes(made)).map(({ id }) => id);
  if (to.length === 0) return;
  const { Keys, SequenceNumber } = made.dynamodb;
  post({
    type: 'record',
    to,
    record: { key: JSON.stringify(Keys), sequence: SequenceNumber, json: JSON.stringify(made) },
  });
});

mendLevel();
refuseEmptyKeys();
const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
if (observed) observeTables(server, region, account, (call) => post({ type: 'call', call }));
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  post({ type: 'listening', port: (server.address() as AddressInfo).port });
});

port.on('message', (message: ToTables) => {
  if (message.type === 'sync') return post({ type: 'synced', id: message.id });
  if (message.type === 'compact') return compactLevels().then(() => post({ type: 'synced', id: message.id }));
  server.close((fault) => {
    post({ type: 'closed', fault: fault?.message });
    port.close();
  });
  server.closeAllConnections();
});
