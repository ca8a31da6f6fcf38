import type { AttributeValue, DynamoDBClient, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { Letter, letterKey } from '../../domain/line/letter.ts';
import { Line } from '../../domain/line/line.ts';
import { Message } from '../../domain/line/message.ts';
import { Instant } from '../../domain/primitives.ts';
import { eraseKey, lineKey, shardKey, shardOf } from './case-keys.ts';
import { salt } from './chance.ts';
import { expiring } from './expiring.ts';
import { log } from './log.ts';
import { putVersion } from './put-version.ts';

/** How long messages are on record, and a line that sends nothing, in seconds: what their cases say of them stays. */
const KEPT = 400 * 86_400;
const WOKEN = 7 * 86_400;
/** Letters that are read at once; more wait for the next message. */
const MOST_READ = 1200;
const MOST_LOGGED = 200;

export type LineStore = ReturnType<typeof lineStore>;

/**
 * What is on its way to each telephone: the line itself, its letters that wait, its messages. Each is an item of its own, under
 * the telephone, so that a thousand letters can be posted to one line at once.
 */
export function lineStore(client: DynamoDBClient, table: string, district: string) {
  const key = (phone: string, sk: string) => ({ pk: { S: lineKey(district, phone) }, sk: { S: sk } });
  const read = async (phone: string, sk: string) =>
    (await client.send(new GetItemCommand({ TableName: table, Key: key(phone, sk), ConsistentRead: true }))).Item;
  async function* pages(input: Omit<QueryCommandInput, 'TableName'>) {
    for await (const { Items = [] } of paginateQuery({ client }, { TableName: table, ...input })) yield Items;
  }
  const first = async (input: Omit<QueryCommandInput, 'TableName'>) =>
    (await client.send(new QueryCommand({ TableName: table, ...input }))).Items ?? [];

  return {
    async load(phone: string): Promise<{ line: Line; wakeAt: Instant | null } | undefined> {
      const item = await read(phone, 'line');
      return item && { line: Line.parse(docOf(item)), wakeAt: item.attentionAt?.S ?? null };
    },
    /** Writes the next version of a line if nobody else did; and when somebody has to look at it. */
    async save(phone: string, line: Line, wakeAt: Instant | null): Promise<boolean> {
      const last = [line.sent.at(-1), wakeAt]
        .filter((at) => typeof at === 'string')
        .sort()
        .at(-1);
      const item = {
        ...key(phone, 'line'),
        doc: { S: JSON.stringify(line) },
        ...(last !== undefined && expiring(last, KEPT)),
        ...(wakeAt !== null && {
          attentionShard: { S: shardKey(district, shardOf(phone)) },
          attentionAt: { S: wakeAt },
        }),
      };
      return putVersion(client, table, { item, version: line.version, writer: salt() });
    },
    /** Wakes whoever works on a line whose time has come. Each ring says when: a stream tells of no write that changes nothing. */
    async ring(phone: string, at: Instant): Promise<void> {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: key(phone, 'line'),
          UpdateExpression: 'SET ring = :at',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':at': { S: at } },
        }),
      );
    },
    /**
     * Wakes whoever erases a case that was kept long enough. Word of it goes by this table, since its stream has room for one
     * more reader, and that of the cases has none. A second call at a later instant wakes them once more.
     */
    async wakeErasure(id: string, at: Instant): Promise<void> {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { pk: { S: eraseKey(district, id) }, sk: { S: 'erase' } },
          UpdateExpression: 'SET overKept = :at, expires = :expires',
          ExpressionAttributeValues: { ':at': { S: at }, ':expires': expiring(at, WOKEN).expires },
        }),
      );
    },
    /** Puts a letter on its way, and wakes its line. A second call at a later instant wakes the line once more, as the first may not have. */
    async post(phone: string, letter: Letter, at: Instant): Promise<void> {
      const Item = {
        ...key(phone, `letter#${letterKey(letter)}`),
        ring: { S: at },
        doc: { S: JSON.stringify(letter) },
      };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
    /** The letters that wait, the urgent ones first; 1,200 at most. One that cannot be read is in the way of no other. */
    async letters(phone: string): Promise<Letter[]> {
      const items = await first({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :letter)',
        ExpressionAttributeValues: { ':pk': { S: lineKey(district, phone) }, ':letter': { S: 'letter#' } },
        ConsistentRead: true,
        Limit: MOST_READ,
      });
      return items.flatMap((item) => {
        const letter = z.safeParse(Letter, docOf(item));
        if (!letter.success) log.error('letter not read', { letter: item.sk?.S ?? '', fault: letter.error });
        return letter.data ?? [];
      });
    },
    async drop(phone: string, letter: Letter): Promise<void> {
      const Key = key(phone, `letter#${letterKey(letter)}`);
      await client.send(new DeleteItemCommand({ TableName: table, Key }));
    },
    async message(phone: string, seq: number): Promise<Message | undefined> {
      const item = await read(phone, messageKey(seq));
      return item && messageOf(item);
    },
    /** Writes a message anew, or its next version, if nobody else did. */
    async keep(phone: string, { letters, ...message }: Message): Promise<boolean> {
      const item = {
        ...key(phone, messageKey(message.seq)),
        doc: { S: JSON.stringify(message) },
        letters: { S: JSON.stringify(letters) },
        // What residents are told is in no list of a unit.
        ...(letters.every(({ of }) => of !== 'report') && { unit: { S: unitKey(district, message.unit) } }),
        at: { S: message.at },
        ...expiring(message.at, KEPT),
        ...(message.link !== null && { link: { S: message.link } }),
      };
      return putVersion(client, table, { item, version: message.version, writer: salt() });
    },
    /** The messages to a unit, oldest first, without their letters. */
    async messagesOf(unit: string, since: Instant, until: Instant): Promise<Bare[]> {
      const found: Bare[] = [];
      for await (const items of pages({
        IndexName: 'unit',
        KeyConditionExpression: '#unit = :unit AND #at BETWEEN :since AND :until',
        ExpressionAttributeNames: { '#unit': 'unit', '#at': 'at' },
        ExpressionAttributeValues: {
          ':unit': { S: unitKey(district, unit) },
          ':since': { S: since },
          ':until': { S: until },
        },
      }))
        found.push(...items.map((item) => Bare.parse(docOf(item))));
      return found;
    },
    /** The messages to a telephone in a stretch of time, newest first, two hundred at most. */
    async log(phone: string, since: Instant, until: Instant): Promise<Message[]> {
      const found: Message[] = [];
      for await (const items of pages({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
        ExpressionAttributeValues: { ':pk': { S: lineKey(district, phone) }, ':message': { S: 'message#' } },
        ScanIndexForward: false,
        Limit: MOST_LOGGED,
      })) {
        const read = items.map(messageOf);
        found.push(...read.filter(({ at }) => since <= at && at <= until));
        if (found.length >= MOST_LOGGED || read.some(({ at }) => at < since)) break;
      }
      return found.slice(0, MOST_LOGGED);
    },
    /** Forgets a telephone: its line, what waits for it, what it was sent. A second call finds nothing. */
    async forget(phone: string): Promise<void> {
      const input = {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: lineKey(district, phone) } },
      };
      for await (const items of pages({ ...input, ProjectionExpression: 'sk' }))
        for (const { sk } of items)
          await client.send(new DeleteItemCommand({ TableName: table, Key: key(phone, sk?.S ?? '') }));
    },
    /** Lists what reached no telephone, for whoever is called by the alarm. */
    async keepDead(dead: Dead): Promise<void> {
      const Item = { ...deadKey(district, dead), doc: { S: JSON.stringify(dead) } };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
    async dropDead(dead: Pick<Dead, 'of' | 'id' | 'notice'>): Promise<void> {
      await client.send(new DeleteItemCommand({ TableName: table, Key: deadKey(district, dead) }));
    },
    async dead(): Promise<Dead[]> {
      const pk = { S: deadPartition(district) };
      const found: Dead[] = [];
      for await (const items of pages({ KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }))
        found.push(...items.map((item) => Dead.parse(docOf(item))));
      return found;
    },
    /** The message whose link has this digest, and the telephone it went to. */
    async byLink(digest: string): Promise<{ phone: string; seq: number } | undefined> {
      const [item] = await first({
        IndexName: 'link',
        KeyConditionExpression: 'link = :digest',
        ExpressionAttributeValues: { ':digest': { S: digest } },
      });
      const [, phone] = /#([^#]+)$/.exec(item?.pk?.S ?? '') ?? [];
      return phone === undefined ? undefined : { phone, seq: Number(item?.sk?.S?.slice('message#'.length)) };
    },
  };
}

type Item = Record<string, AttributeValue>;
const docOf = (item: Item | undefined): unknown => JSON.parse(item?.doc?.S ?? 'null');

/** A message but for its letters, of which there may be a thousand. */
export const Bare = z.omit(Message, { letters: true });
export type Bare = z.infer<typeof Bare>;
const messageOf = (item: Item): Message => ({
  ...Bare.parse(docOf(item)),
  letters: z.parse(z.array(Letter), JSON.parse(item.letters?.S ?? '[]')),
});

/** A notice that reached no telephone, and since when that is known. */
export const Dead = z.strictObject({ of: z.literal('case'), id: z.string(), notice: z.string(), since: Instant });
export type Dead = z.infer<typeof Dead>;
const deadPartition = (district: string): string => `D#${district}#X`;
const deadKey = (district: string, { of, id, notice }: Pick<Dead, 'of' | 'id' | 'notice'>) => ({
  pk: { S: deadPartition(district) },
  sk: { S: `${of}#${id}#${notice}` },
});

const messageKey = (seq: number): string => `message#${String(seq).padStart(9, '0')}`;
export const unitKey = (district: string, unit: string): string => `D#${district}#N#${unit}`;
