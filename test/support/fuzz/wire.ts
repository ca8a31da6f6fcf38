import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Bad } from './bad-requests.ts';
import type { Came } from './judge.ts';

const LONGEST_MS = 20_000;

/** Sends requests over connections that are kept. */
export function overHttp(url: string, atOnce: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const { hostname, port } = new URL(url);
  return {
    async send({ method, target, headers, body }: Bad): Promise<Came> {
      const joined: Record<string, string[]> = {};
      if (body) joined['content-length'] = [`${body.length}`];
      for (const [name, value] of headers) joined[name] = [...(joined[name] ?? []), value];
      const asked = request({ agent, hostname, port, method, path: target, headers: joined, timeout: LONGEST_MS });
      asked.on('timeout', () => asked.destroy(new Error(`no answer within ${LONGEST_MS} ms`)));
      // Once an answer is there, the connection may break: the rest of a body that is too large is not waited for.
      asked.on('error', () => undefined);
      asked.end(body);
      const [answer] = await once(asked, 'response');
      return { status: answer.statusCode, headers: answer.headers, text: await text(answer) };
    },
    close: () => agent.destroy(),
  };
}

/** Writes bytes to a connection of its own, and reads what comes until it ends; nothing if it is cut without a word. */
export async function overSocket(url: string, bytes: Uint8Array): Promise<Came | undefined> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.setTimeout(LONGEST_MS, () => socket.destroy(new Error(`no end within ${LONGEST_MS} ms`)));
  socket.on('data', (chunk) => chunks.push(chunk));
  const cut = new Promise<void>((resolve, reject) => {
    socket.on('close', () => resolve());
    socket.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'ECONNRESET' && fault.code !== 'EPIPE') reject(fault);
    });
  });
  socket.end(bytes);
  await cut;
  const whole = Buffer.concat(chunks).toString();
  const [head = '', ...rest] = whole.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1]);
  if (whole === '') return undefined;
  const headers = Object.fromEntries(lines.map((line) => [line.split(': ')[0]?.toLowerCase(), line.split(': ')[1]]));
  return { status, headers, text: rest.join('\r\n\r\n') };
}
