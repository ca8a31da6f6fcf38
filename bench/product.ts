import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openDirectory } from '../domain/directory/directory.ts';
import { startCloud } from '../local/cloud.ts';
import { sampleDocuments } from '../sample/directory.ts';
import { district } from '../sample/units.ts';

/** An officer at one grid, logged in. */
export interface Caller {
  grid: string;
  token: string;
}

export type Product = Awaited<ReturnType<typeof startProduct>>;

const CALLERS = 32;

/** What `npm start` runs, with the sample district imported and no cases, in a directory of its own that is removed. */
export async function startProduct(assembly: string) {
  const data = mkdtempSync(join(tmpdir(), 'gridlight-bench-'));
  const documents = sampleDocuments();
  const directory = openDirectory(documents, district, 1);
  const people = documents.officers.flatMap(({ id, subject, name = id, posts: [post] }) =>
    post ? { id, subject, name, role: post.role, unit: post.unit } : [],
  );
  const cloud = await startCloud({
    assembly,
    data,
    port: 0,
    personas: people,
  });
  const table = cloud.spec.tables.find(({ name }) => /cases/i.test(name))?.name ?? '';
  const { dynamodb: endpoint, region } = cloud.endpoints;
  const client = new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: 'b', secretAccessKey: 'b' } });
  const tokenOf = async (role: string, level: string) =>
    cloud.token(people.find((one) => one.role === role && directory.unit(one.unit).level === level)?.id ?? role);

  const imported = await fetch(`${cloud.url}/directory?dryRun=false`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf('administrator', 'district')}` },
    body: JSON.stringify(documents),
  });
  if (!imported.ok) throw new Error(`the sample directory was refused: ${await imported.text()}`);

  const officers = people.filter(({ unit }) => directory.unit(unit).level === 'grid').slice(0, CALLERS);
  const callers: Caller[] = await Promise.all(
    officers.map(async ({ id, unit }) => ({ grid: unit, token: await cloud.token(id) })),
  );

  return {
    cloud,
    directory,
    client,
    endpoint,
    region,
    table,
    callers,
    tokenOf,
    async [Symbol.asyncDispose](): Promise<void> {
      client.destroy();
      await cloud.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
