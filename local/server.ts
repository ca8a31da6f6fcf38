import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { sendJson } from './gateway.ts';

/** A server on 127.0.0.1; throws, with the remedy, if the port is taken. */
export async function listen(port: number, listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  server.keepAliveTimeout = 65_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((fault) => {
    if (fault.code !== 'EADDRINUSE') throw fault;
    throw new Error(`port ${port} of 127.0.0.1 is in use; stop what listens there or choose another with --port`);
  });
  return server;
}

/** Ends a server with all its connections. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Answers a request whose handling failed. One whose caller hung up in the middle of it is nobody's fault, and gets no answer. */
export function fail(response: ServerResponse, fault: unknown, onError?: (text: string) => void): void {
  if (response.req.readableAborted) {
    response.destroy();
    return;
  }
  (onError ?? console.error)(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { message: 'Internal Server Error' });
}
