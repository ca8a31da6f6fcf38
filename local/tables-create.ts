import * as z from 'zod/mini';
import type { TableSpec } from './template.ts';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const Index = z.object({ IndexName: z.string(), KeySchema, Projection: z.looseObject({ ProjectionType: z.string() }) });
const Shape = z.object({
  KeySchema,
  GlobalSecondaryIndexes: z._default(z.array(Index), []),
  LocalSecondaryIndexes: z._default(z.array(Index), []),
});

/**
 * Creates the tables that are missing. Throws, naming table, directory and remedy, if one exists with other keys or indexes:
 * dynalite cannot change them.
 */
export async function createTables(endpoint: string, tables: readonly TableSpec[], path: string): Promise<void> {
  for (const table of tables) {
    const wanted = fingerprint(table);
    const existing = await describe(endpoint, table.name);
    if (existing === undefined) await create(endpoint, table);
    else if (existing !== wanted) {
      throw new Error(
        `the table ${table.name} in ${path} has keys or indexes other than the template's, and the embedded DynamoDB cannot change them: ` +
          `has ${existing}, wants ${wanted}. Start with another --data directory, or delete this one and load its data again.`,
      );
    }
  }
}

async function create(endpoint: string, table: TableSpec): Promise<void> {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes } = table;
  const answer = await call(endpoint, 'CreateTable', {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions,
    KeySchema,
    GlobalSecondaryIndexes,
    LocalSecondaryIndexes,
  });
  if (answer.status !== 200) throw new Error(`the embedded DynamoDB refuses the table ${table.name}: ${answer.text}`);
}

async function describe(endpoint: string, name: string): Promise<string | undefined> {
  const answer = await call(endpoint, 'DescribeTable', { TableName: name });
  if (answer.status === 400 && answer.text.includes('ResourceNotFoundException')) return undefined;
  if (answer.status !== 200) throw new Error(`the embedded DynamoDB cannot describe ${name}: ${answer.text}`);
  return fingerprint(z.object({ Table: z.unknown() }).parse(JSON.parse(answer.text)).Table);
}

function fingerprint(table: unknown): string {
  const shape = Shape.parse(table);
  const keys = (schema: z.infer<typeof KeySchema>) => schema.map(({ AttributeName }) => AttributeName).join('+');
  const indexes = [...shape.GlobalSecondaryIndexes, ...shape.LocalSecondaryIndexes].map(
    (index) => `${index.IndexName}(${keys(index.KeySchema)}) ${index.Projection.ProjectionType}`,
  );
  return [`key ${keys(shape.KeySchema)}`, ...indexes.sort()].join(', ');
}

async function call(endpoint: string, action: string, body: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${action}`,
      'x-amz-date': '20000101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20000101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}
