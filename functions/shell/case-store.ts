import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Case } from '../../domain/case/case.ts';
import { isOpen, openParts } from '../../domain/case/case.ts';
import { attentionAt } from '../../domain/case-file/attention.ts';
import type { Means } from '../../domain/case-file/case-file.ts';
import { CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { isPending } from '../../domain/case-file/workflow.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { ms } from '../../domain/primitives.ts';
import { answerAttributes } from './answer-index.ts';
import { caseKey, changedKey, dayOf, shardKey, shardOf } from './case-keys.ts';
import { faceOf } from './public-face.ts';
import { publicAttributes, voiceAttributes } from './public-index.ts';
import { putVersion } from './put-version.ts';
import { seatOfCase } from './seats.ts';

export interface CaseStore {
  /** The case with strong consistency; undefined if there is none. */
  load(id: string): Promise<CaseFile | undefined>;
  /**
   * Writes the next version, if the stored one still is the one before it (none, for version 1). False when somebody
   * else wrote first: nothing is written then, load again.
   */
  save(file: CaseFile, means: Means): Promise<boolean>;
}

export function caseStore(client: DynamoDBClient, table: string, district: string): CaseStore {
  return {
    async load(id) {
      const Key = { pk: { S: caseKey(district, id) } };
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && CaseFile.parse(JSON.parse(Item.doc?.S ?? 'null'));
    },
    save: (file, means) =>
      putVersion(client, table, { item: itemOf(file, district, means), version: file.version, writer: means.salt }),
  };
}

/**
 * The item: the whole case as JSON in `doc`, and beside it what the indexes and the stream filters need, derived anew
 * at each write. `signal` and `notice` stand only while somebody has something to do for them.
 */
function itemOf(file: CaseFile, district: string, means: Means): Record<string, AttributeValue> {
  const kase = caseOf(file);
  const attention = attentionAt(file, kase, means);
  return {
    pk: { S: caseKey(district, kase.id) },
    doc: { S: JSON.stringify(file) },
    ...(file.receipt !== undefined && { receipt: { S: file.receipt } }),
    category: { S: kase.category },
    status: { S: kase.status },
    openedAt: { S: kase.openedAt },
    emergency: { BOOL: kase.emergency },
    presses: { N: String(kase.presses) },
    ...(isOpen(kase) && seatOfCase(kase, district, means.directory)),
    ...(attention !== null && {
      attentionShard: { S: shardKey(district, shardOf(kase.id)) },
      attentionAt: { S: attention },
    }),
    ...publicAttributes(file, kase.id, district, faceOf(file, kase, means.directory)),
    ...voiceAttributes(file, kase, district),
    ...answerAttributes(kase, district),
    ...changed(file, kase.id, district, means.directory),
    ...((isPending(file.workflow) || isShownOnParts(file, kase)) && { signal: { S: String(file.workflow.seq) } }),
    ...(owed(file) > 0 && { notice: { S: String(owed(file)) } }),
  };
}

/** Notices that somebody has to post. */
const owed = ({ outbox, forResidents }: CaseFile): number => outbox.length + forResidents.length;

/** What was noted last stands on the rows of the parts too, which the relay writes. */
const isShownOnParts = ({ history }: CaseFile, kase: Case): boolean =>
  openParts(kase).length > 0 && ['pressed', 'marked-emergency'].includes(history.at(-1)?.what.type ?? '');

/** The end of the history by the day of its last event, in the district's zone: what the checkpoint of that day takes. */
function changed({ history }: CaseFile, id: string, district: string, { calendar, root }: Directory) {
  const last = history.at(-1);
  return (
    last && {
      changedShard: { S: changedKey(district, shardOf(id)) },
      changedOn: { S: dayOf(calendar(root.id).dateOf(ms(last.at)), id) },
      head: { S: last.hash },
      length: { N: String(last.seq) },
    }
  );
}
