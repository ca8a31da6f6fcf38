import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { OpenCase } from '../domain/case/command.ts';
import { answerAs } from './helper.ts';

/** The table has the key `pk` and no index; `like` is the item of a case, which all that is put resembles. */
export interface BareWork {
  endpoint: string;
  region: string;
  table: string;
  like: Record<string, AttributeValue>;
}

/**
 * The server to compare with: the least that does the edge of the job. It validates the same body with the same schema
 * and puts one item like that of a case, on condition that it is new. No token, no directory, no decision, no history.
 */
answerAs(async ({ endpoint, region, table, like }: BareWork): Promise<string> => {
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'bare', secretAccessKey: 'bare' },
  });

  async function open(body: string): Promise<{ status: number; answer: unknown }> {
    const parsed = OpenCase.safeParse(JSON.parse(body));
    if (!parsed.success) return { status: 400, answer: parsed.error.issues };
    const Item = { ...like, pk: { S: parsed.data.id } };
    try {
      await client.send(
        new PutItemCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
      return { status: 201, answer: { id: parsed.data.id } };
    } catch (fault) {
      if (fault instanceof ConditionalCheckFailedException) return { status: 409, answer: { id: parsed.data.id } };
      throw fault;
    }
  }

  const answerWith = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const server = createServer(async (request, response) => {
    const { status, answer } = await open(await text(request));
    answerWith(response, status, answer);
  });
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.once('disconnect', () => process.exit());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
