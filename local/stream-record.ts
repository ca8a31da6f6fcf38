import { randomUUID } from 'node:crypto';
import type { Item } from 'dynalite/db/index.js';
import type { StreamView } from './properties.ts';
import type { Write } from './tables-write.ts';

/** Returns a function that makes the stream record of a write, with sequence numbers that only grow, over restarts too. */
export function createRecorder(region: string, account: string) {
  let sequence = BigInt(Date.now()) * 1_000_000n;
  return ({ table, before, after }: Write, view: StreamView) => ({
    eventID: randomUUID().replaceAll('-', ''),
    eventName: after ? (before ? 'MODIFY' : 'INSERT') : 'REMOVE',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    eventSourceARN: `arn:aws:dynamodb:${region}:${account}:table/${table.TableName}/stream/local`,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
      Keys: keysOf(table, after ?? before ?? {}),
      ...(after && view.startsWith('NEW_') ? { NewImage: after } : {}),
      ...(before && view.includes('OLD_') ? { OldImage: before } : {}),
      SequenceNumber: String(++sequence),
      StreamViewType: view,
    },
  });
}

function keysOf(table: Write['table'], item: Item): Item {
  return Object.fromEntries(table.KeySchema.map(({ AttributeName: name }) => [name, item[name] ?? {}]));
}
