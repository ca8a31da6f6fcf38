import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { Instant, Phone } from '../../domain/primitives.ts';
import { HeldReport, type Ruled } from '../../domain/resident/held-report.ts';
import { heldKey, idOfKey, personKey, reportKey } from './case-keys.ts';
import { expiring } from './expiring.ts';
import { putIf } from './put-version.ts';

const DAY = 86_400;
/** Seconds after which a held report is forgotten: nobody looked, or the ruling was there to be read. */
const WAITS = 90 * DAY;
const SHOWN = 30 * DAY;
/** Who let it in or turned it down, and why, is on record for three years, without a word of the report. */
const RECORDED = 3 * 366 * DAY;

export type HeldStore = ReturnType<typeof heldStore>;

/** Reports that wait for a clerk of the centre, in the table of the residents. */
export function heldStore(client: DynamoDBClient, table: string, district: string) {
  const key = (id: string, sk: string) => ({ pk: { S: reportKey(district, id) }, sk: { S: sk } });
  /** A partition of its own in the index of persons: reports that were let in are not among these. */
  const personOf = (phone: Phone) => ({ S: `${personKey(district, phone)}#held` });
  const ofPerson = ({ contact }: HeldReport) =>
    contact?.phone === undefined ? undefined : { person: personOf(contact.phone) };
  const ofQueue = { ofCase: { S: heldKey(district) } };
  const read = (item: Record<string, AttributeValue>): HeldReport =>
    HeldReport.parse(JSON.parse(item.doc?.S ?? 'null'));
  const doc = (value: object) => ({ doc: { S: JSON.stringify(value) } });

  async function load(id: string): Promise<HeldReport | undefined> {
    const get = new GetItemCommand({ TableName: table, Key: key(id, 'held'), ConsistentRead: true });
    const { Item } = await client.send(get);
    return Item && read(Item);
  }

  const put = (Item: Record<string, AttributeValue>) => client.send(new PutItemCommand({ TableName: table, Item }));

  return {
    load,
    /** Holds a report, unless one of its number is held: what then is held is answered. */
    async hold(held: HeldReport): Promise<HeldReport> {
      const item = {
        ...key(held.id, 'held'),
        ...ofQueue,
        ...ofPerson(held),
        ...doc(held),
        ...expiring(held.at, WAITS),
      };
      if (await putIf(client, { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }))
        return held;
      return (await load(held.id)) ?? held;
    },
    /** Puts a ruling on record, if none is; answers the one that stands. One that lets in stays in the queue until `done`. A second call does what the first left undone. */
    async rule(held: HeldReport, ruled: Ruled): Promise<Ruled> {
      const isIn = ruled.decision === 'let-in';
      const item = {
        ...key(held.id, 'held'),
        ...(isIn && ofQueue),
        ...ofPerson(held),
        ...doc({ ...held, ruled }),
        ruled: { BOOL: true },
        ...expiring(ruled.at, isIn ? WAITS : SHOWN),
      };
      const isFirst = await putIf(client, {
        TableName: table,
        Item: item,
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(ruled)',
      });
      const stands = isFirst ? ruled : (await load(held.id))?.ruled;
      if (!stands) throw new Error(`${held.id} was forgotten while it was ruled on`);
      // Whoever ruled first may not have come this far.
      await put({
        ...key(held.id, 'ruled'),
        ...doc({ ...stands, why: held.why }),
        ...expiring(stands.at, RECORDED),
      });
      return stands;
    },
    /** It was let in and is a case: nothing of it is kept here but for the ruling. */
    async done({ id, ...held }: HeldReport, at: Instant): Promise<void> {
      const { words: _, place: __, photos: ___, address: ____, ...report } = held.report;
      const rest = { ...held, id, contact: null, subscribed: false, report: { ...report, words: '-' }, done: true };
      await put({ ...key(id, 'held'), ...doc(rest), ruled: { BOOL: true }, ...expiring(at, SHOWN) });
    },
    /** Those that a person reported, a hundred at most. */
    async ofPerson(phone: Phone): Promise<HeldReport[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'person',
          KeyConditionExpression: 'person = :person',
          ExpressionAttributeValues: { ':person': personOf(phone) },
          Limit: 100,
        }),
      );
      return Items.map(read);
    },
    /** Forgets one. A second call changes nothing. */
    async forget({ id }: Pick<HeldReport, 'id'>): Promise<void> {
      await client.send(new DeleteItemCommand({ TableName: table, Key: key(id, 'held') }));
    },
    /** Those that wait, by number, which is by the time their devices say; `after` is the `next` of the page before. */
    async waiting(after: string | null, most: number): Promise<{ rows: HeldReport[]; next: string | null }> {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'of-case',
          KeyConditionExpression: 'ofCase = :held',
          ExpressionAttributeValues: { ':held': ofQueue.ofCase },
          Limit: most,
          ...(after !== null && { ExclusiveStartKey: { ...key(after, 'held'), ...ofQueue } }),
        }),
      );
      return { rows: Items.map(read), next: LastEvaluatedKey ? idOfKey(LastEvaluatedKey.pk?.S ?? '') : null };
    },
  };
}
