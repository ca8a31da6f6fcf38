import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Operations } from './operation.ts';
import { Refusal } from './refusal.ts';

const MAX_BODY_BYTES = 2 << 20;

/** Answers one request of the AWS JSON 1.0 protocol. Credentials are neither asked for nor checked. */
export async function serve(
  operations: Operations,
  request: IncomingMessage,
  response: ServerResponse,
  warn: (message: string) => void,
): Promise<void> {
  try {
    const answer = await run(operations, request);
    if (answer instanceof Refusal) send(response, 400, { __type: answer.name, message: answer.message });
    else send(response, 200, answer);
  } catch (fault) {
    warn(`step functions: ${fault instanceof Error ? fault.stack : fault}`);
    send(response, 500, { __type: 'InternalFailure', message: 'The request failed; the reason stands in the log.' });
  }
}

async function run(operations: Operations, request: IncomingMessage): Promise<object | Refusal> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const name = target.replace(/^AWSStepFunctions\./, '');
  const body = await readBody(request);
  if (body === undefined) return new Refusal('ValidationException', `The body is over ${MAX_BODY_BYTES} bytes`);
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) {
    const known = Object.keys(operations).join(', ');
    return new Refusal('UnknownOperationException', `Operation '${target}' is not supported here. Supported: ${known}`);
  }
  const json = parse(body);
  return json === undefined ? new Refusal('SerializationException', 'The body is not JSON') : operation(json);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': crypto.randomUUID(),
    ...('__type' in body ? { 'x-amzn-errortype': String(body.__type) } : {}),
  });
  response.end(text);
}
