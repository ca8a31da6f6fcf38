import type { AttributeValue, DynamoDBClient, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { Phone } from '../../domain/primitives.ts';
import { newPhone, PhoneRow } from '../../domain/resident/phone-row.ts';
import { Reading, ReportRow } from '../../domain/resident/report-row.ts';
import { caseKey, personKey, reportKey } from './case-keys.ts';
import { salt } from './chance.ts';
import { expiring } from './expiring.ts';
import { putVersion } from './put-version.ts';

type Item = Record<string, AttributeValue>;

/** How long it is on record who read a contact, in seconds: three years, as long as the law wants it. */
const READINGS_KEPT = 3 * 366 * 86_400;
const MOST_COUNTED = 1000;
const PAGE = 100;

/** Rows of a page, and where the next begins; null at the end. */
export interface RowPage {
  rows: ReportRow[];
  next: string | null;
}

export type ResidentStore = ReturnType<typeof residentStore>;

/** The rows of reports: the only place where it stands who can be reached. */
export function residentStore(client: DynamoDBClient, table: string, district: string) {
  const key = (id: string, sk = 'report') => ({ pk: { S: reportKey(district, id) }, sk: { S: sk } });
  const phoneOf = (phone: Phone) => ({ pk: { S: personKey(district, phone) }, sk: { S: 'phone' } });
  const rowIn = (item: Item): ReportRow => ReportRow.parse(JSON.parse(item.doc?.S ?? 'null'));
  const idIn = (item: Item | undefined): string | null => item?.pk?.S?.slice(reportKey(district, '').length) ?? null;

  async function load(id: string): Promise<ReportRow | undefined> {
    const get = new GetItemCommand({ TableName: table, Key: key(id), ConsistentRead: true });
    const { Item } = await client.send(get);
    return Item && rowIn(Item);
  }

  const put = (item: Item, version: number) => putVersion(client, table, { item, version, writer: salt() });

  async function page(index: Index, value: string, after: string | null, most: number): Promise<RowPage> {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': ATTRIBUTE[index] },
        ExpressionAttributeValues: { ':value': { S: value } },
        Limit: most,
        ...(after !== null && { ExclusiveStartKey: { ...key(after), [ATTRIBUTE[index]]: { S: value } } }),
      }),
    );
    return { rows: Items.map(rowIn), next: idIn(LastEvaluatedKey) };
  }

  async function* every(index: Index, value: string): AsyncGenerator<ReportRow[]> {
    let after: string | null = null;
    do {
      const { rows, next }: RowPage = await page(index, value, after, PAGE);
      yield rows;
      after = next;
    } while (after !== null);
  }

  return {
    load,
    /** Writes the next version of a row, if the stored one still is the one before it (none, for version 1). False when somebody else wrote first. */
    save(row: ReportRow): Promise<boolean> {
      const phone = row.contact?.phone ?? row.toErase;
      const item = {
        ...key(row.id),
        doc: { S: JSON.stringify(row) },
        ofCase: { S: caseKey(district, row.case) },
        ...(phone !== undefined && { person: { S: personKey(district, phone) } }),
        ...(row.joined && { joined: { BOOL: true } }),
      };
      return put(item, row.version);
    },
    /** The reports about a case, by number, a page at a time; `after` is the `next` of the page before. Written a moment ago, one may be missing. */
    pageOfCase: (id: string, after: string | null = null, most = PAGE): Promise<RowPage> =>
      page('of-case', caseKey(district, id), after, most),
    /** All of them, page by page. */
    ofCase: (id: string): AsyncGenerator<ReportRow[]> => every('of-case', caseKey(district, id)),
    /** All reports of a telephone, page by page. */
    ofPerson: (phone: Phone): AsyncGenerator<ReportRow[]> => every('person', personKey(district, phone)),
    /** How many joined a case; of more than a thousand, a thousand at least: nobody pays for counting on. */
    async joined(id: string): Promise<number> {
      const input: QueryCommandInput = {
        TableName: table,
        IndexName: 'of-case',
        Select: 'COUNT',
        KeyConditionExpression: 'ofCase = :case',
        FilterExpression: 'attribute_exists(joined)',
        ExpressionAttributeValues: { ':case': { S: caseKey(district, id) } },
      };
      let count = 0;
      for await (const { Count = 0 } of paginateQuery({ client }, input)) {
        count += Count;
        if (count >= MOST_COUNTED) break;
      }
      return count;
    },
    /** Forgets a report and its receipt, if it joined. Who read its contact stays on record. A second call changes nothing. */
    async erase({ id }: Pick<ReportRow, 'id'>): Promise<void> {
      await client.send(new DeleteItemCommand({ TableName: table, Key: key(id) }));
    },
    /** What is known of a telephone. */
    async phone(phone: Phone): Promise<PhoneRow> {
      const get = new GetItemCommand({ TableName: table, Key: phoneOf(phone), ConsistentRead: true });
      const { Item } = await client.send(get);
      return Item ? PhoneRow.parse(JSON.parse(Item.doc?.S ?? 'null')) : newPhone;
    },
    /** Writes the next version of it, if nobody else did. */
    savePhone: (phone: Phone, row: PhoneRow): Promise<boolean> =>
      put({ ...phoneOf(phone), doc: { S: JSON.stringify(row) } }, row.version),
    /** Forgets a telephone: whether it wants SMS, and that it was asked. Its reports are erased one by one. */
    async erasePhone(phone: Phone): Promise<void> {
      await client.send(new DeleteItemCommand({ TableName: table, Key: phoneOf(phone) }));
    },
    /** Puts on record who reads a contact; before it is shown. `chance` tells readings of one instant apart. */
    async noteReading(id: string, reading: Reading, chance: string): Promise<void> {
      const Item = {
        ...key(id, `read#${reading.at}#${chance}`),
        doc: { S: JSON.stringify(reading) },
        ...expiring(reading.at, READINGS_KEPT),
      };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
    /** Who read the contact of a report, oldest first, a thousand at most. */
    async readings(id: string): Promise<Reading[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :read)',
          ExpressionAttributeValues: { ':pk': { S: reportKey(district, id) }, ':read': { S: 'read#' } },
          Limit: 1000,
        }),
      );
      return Items.map((item) => Reading.parse(JSON.parse(item.doc?.S ?? 'null')));
    },
  };
}

type Index = 'of-case' | 'person';
const ATTRIBUTE: Record<Index, string> = { 'of-case': 'ofCase', person: 'person' };
