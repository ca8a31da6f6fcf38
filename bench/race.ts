import { CreateTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { OpenCase } from '../domain/case/command.ts';
import { caseKey } from '../functions/shell/case-keys.ts';
import type { BareWork } from './bare-server.ts';
import { quantile } from './figures.ts';
import { type Helper, startHelper } from './helper.ts';
import type { Load, Loaded } from './load-generator.ts';
import { anOpening } from './openings.ts';
import type { Product } from './product.ts';

/** How one round went, in requests a second and milliseconds. */
export interface Round {
  rate: number;
  p50: number;
  p99: number;
}
/** Posts so many openings and tells how it went. */
export type Contestant = (count: number) => Promise<Round>;

/** Both take turns, after a turn of double length each to get warm; who begins alternates, so that a drift favours neither. */
export async function race(rounds: number, count: number, a: Contestant, b: Contestant): Promise<[Round[], Round[]]> {
  const results: [Round[], Round[]] = [[], []];
  const turnOfA = async () => results[0].push(await a(count));
  const turnOfB = async () => results[1].push(await b(count));
  await a(2 * count);
  await b(2 * count);
  for (let round = 0; round < rounds; round += 1) {
    for (const turn of round % 2 === 0 ? [turnOfA, turnOfB] : [turnOfB, turnOfA]) await turn();
  }
  return results;
}

export const roundOf = ({ took, latencies }: Loaded): Round => ({
  rate: (latencies.length * 1000) / took,
  p50: quantile(latencies, 0.5),
  p99: quantile(latencies, 0.99),
});

export type Generator = Helper<Load, Loaded>;
export const startGenerator = (): Generator => startHelper<Load, Loaded>('./load-generator.ts');

/** What the callers of a product post in one round: each in the name of its own grid. */
export function loadOf(product: Product, count: number, url: string, more: Partial<OpenCase>): Load {
  const each = Math.ceil(count / product.callers.length);
  const callers = product.callers.map(({ grid, token }) => {
    const openings = Array.from({ length: each }, () => ({
      ...anOpening(grid, product.directory),
      ...more,
    }));
    return { token, bodies: openings.map((opening) => JSON.stringify(opening)) };
  });
  return { url, callers };
}

/**
 * The bare server on the same embedded DynamoDB, with a table of its own that has no index and no stream, and with
 * the item of the case that `id` names as the model of its items.
 */
export async function startBare({ client, endpoint, region, table, directory }: Product, id: string) {
  const own = 'bare-openings';
  await client.send(
    new CreateTableCommand({
      TableName: own,
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const pk = caseKey(directory.district, id);
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: pk } } }));
  const server = startHelper<BareWork, string>('./bare-server.ts');
  const url = await server.ask({ endpoint, region, table: own, like: Item ?? {} });
  return { url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** Opens one case and answers its id. */
export async function openOne(product: Product, more: Partial<OpenCase>): Promise<string> {
  const [caller] = product.callers;
  if (!caller) throw new Error('the sample has no officers at grids');
  const opening = { ...anOpening(caller.grid, product.directory), ...more };
  const answer = await fetch(`${product.cloud.url}/cases`, {
    method: 'POST',
    headers: { authorization: `Bearer ${caller.token}` },
    body: JSON.stringify(opening),
  });
  if (answer.status !== 201) throw new Error(`POST /cases answered ${answer.status}: ${await answer.text()}`);
  return opening.id;
}
