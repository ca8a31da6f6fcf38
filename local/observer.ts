import type { IncomingMessage, Server } from 'node:http';
import * as z from 'zod/mini';

/** One call of an embedded service, named as IAM names it: `dynamodb`, `PutItem`, the ARN it touched, and who called. */
export interface Call {
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  /** The access key id that signed it: the logical id of a function. For what a machine calls, the ARN of its role. */
  readonly principal: string;
}
export type OnCall = (call: Call) => void;

const TablesBody = z.object({
  TableName: z.optional(z.string()),
  IndexName: z.optional(z.string()),
  RequestItems: z.optional(z.record(z.string(), z.unknown())),
});
const StatesBody = z.object({
  stateMachineArn: z.optional(z.string()),
  executionArn: z.optional(z.string()),
});

/** The access key id in the Authorization header of a signed request. */
export function principalOf(request: IncomingMessage): string {
  return request.headers.authorization?.match(/Credential=([^/]+)\//)?.[1] ?? 'anonymous';
}

/** Reports every request that a DynamoDB server gets: one call for each table or index it names. */
export function observeTables(server: Server, region: string, account: string, onCall: OnCall): void {
  server.prependListener('request', (request: IncomingMessage) => {
    observe(request, TablesBody, 'dynamodb', onCall, ({ TableName, IndexName, RequestItems }) => {
      const names = TableName
        ? [IndexName ? `${TableName}/index/${IndexName}` : TableName]
        : Object.keys(RequestItems ?? {});
      return names.map((name) => `arn:aws:dynamodb:${region}:${account}:table/${name}`);
    });
  });
}

/** Reports a request to Step Functions. Those with a task token name no resource: `*`. */
export function observeStates(request: IncomingMessage, onCall: OnCall): void {
  observe(request, StatesBody, 'states', onCall, (body) => [body.stateMachineArn ?? body.executionArn ?? '*']);
}

/** Listens to the body beside the server that handles the request; what cannot be read is left to that server to refuse. */
function observe<T extends z.core.$ZodType>(
  request: IncomingMessage,
  schema: T,
  service: string,
  onCall: OnCall,
  resourcesOf: (body: z.output<T>) => string[],
): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = z.safeParse(schema, parseJson(Buffer.concat(chunks).toString()));
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const resources = body.success ? resourcesOf(body.data) : [];
    for (const resource of resources) onCall({ service, action, resource, principal: principalOf(request) });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
