import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { changes } from '../../domain/directory/changes.ts';
import { type Documents, Kind } from '../../domain/directory/documents.ts';
import { readDocuments } from '../../domain/directory/read-documents.ts';
import { DirectoryImport } from '../../functions/shell/directory-messages.ts';

type Answer = [status: number, body: unknown];

/** An API that keeps a directory in memory and lets in whoever bears `secret`. */
export async function aFakeApi(first?: Documents) {
  const state = { documents: first, revision: first ? 1 : 0, posts: 0, beforePost: () => {} };

  function post(url: URL, body: unknown): Answer {
    state.posts++;
    state.beforePost();
    const { ifRevision, ...raw } = DirectoryImport.parse(body);
    if (ifRevision !== undefined && ifRevision !== state.revision) {
      return [409, { code: 'conflict', title: 'Conflict', detail: `revision ${state.revision} is the newest` }];
    }
    const reading = readDocuments(raw, state.documents);
    if (!reading.ok) return [422, { code: 'directory-refused', title: 'Refused', faults: reading.faults }];
    const changed = changes(state.documents, reading.documents);
    const applied = url.searchParams.get('dryRun') === 'false';
    if (applied) Object.assign(state, { documents: reading.documents, revision: state.revision + 1 });
    return [200, { revision: state.revision, changes: changed, applied }];
  }

  function get(path: string): Answer {
    const { documents, revision } = state;
    if (!documents) return [503, { code: 'no-directory', title: 'Not ready', detail: 'no directory yet; import one' }];
    const versions = Object.fromEntries(Kind.options.map((kind) => [kind, revision]));
    return path === '/directory'
      ? [200, { district: 'shawan', revision, versions }]
      : [200, { revision, rows: documents[Kind.parse(path.slice(1))] }];
  }

  function answer(request: IncomingMessage, body: string): Answer {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    if (url.pathname === '/local/token') {
      const { persona } = z.object({ persona: z.string() }).parse(JSON.parse(body));
      return persona === 'admin'
        ? [200, { access_token: 'secret' }]
        : [404, { message: `there is no persona "${persona}"` }];
    }
    if (request.headers.authorization !== 'Bearer secret') return [401, { message: 'Unauthorized' }];
    return request.method === 'POST' ? post(url, JSON.parse(body)) : get(url.pathname);
  }

  const server = createServer(async (request, response) => {
    const [status, body] = answer(request, await text(request));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { state, url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
