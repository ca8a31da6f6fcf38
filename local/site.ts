import type { IncomingMessage, ServerResponse } from 'node:http';
import { createCompression } from './compression.ts';
import { readSiteFiles, type SiteFile } from './site-files.ts';
import { createPathFunction } from './site-function.ts';
import type { SiteSpec } from './site-spec.ts';

/** What the bucket says of a file that it does not have, to CloudFront, which may not list it. */
const NOT_THERE = 403;
const NOTHING = Buffer.alloc(0);

/**
 * Serves the pages of the template as CloudFront would: its function, its headers, its page for what is not there,
 * compressed for whom takes that. Takes GET and HEAD. `own` are values of this machine in the `config.json` of the pages.
 */
export function createSite(spec: SiteSpec, own: Readonly<Record<string, unknown>>) {
  const files = readSiteFiles(spec.deployments, own);
  const compress = createCompression();
  const pathFunction = createPathFunction(spec.functionCode);

  function find(path: string): { status: number; file: SiteFile | undefined } {
    const key = path === '/' ? spec.rootObject : keyOf(path);
    const file = files.get(key);
    if (file) return { status: 200, file };
    const page = spec.errorPages.find(({ error }) => error === NOT_THERE);
    return { status: page?.status ?? NOT_THERE, file: page && files.get(page.key) };
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', headers } = request;
    const send = (status: number, own: Record<string, string>, body: Buffer): void => {
      const length = status === 304 ? {} : { 'content-length': body.length };
      response.writeHead(status, { ...spec.headers, ...own, ...length });
      response.end(method === 'HEAD' ? NOTHING : body);
    };
    const outcome = pathFunction(method, request.url ?? '/');
    if ('status' in outcome) return send(outcome.status, outcome.headers, NOTHING);
    const { status, file } = find(outcome.path);
    if (!file) return send(status, { 'content-type': 'text/plain' }, Buffer.from('Not Found'));

    const { body, encoding } = spec.compress
      ? await compress(file, String(headers['accept-encoding'] ?? ''))
      : { body: file.body };
    const etag = encoding ? `W/"${file.etag}"` : `"${file.etag}"`;
    const described = {
      ...(file.cacheControl !== undefined && { 'cache-control': file.cacheControl }),
      ...(spec.compress && { vary: 'accept-encoding' }),
      etag,
    };
    if (status === 200 && isKnown(headers['if-none-match'], file.etag)) return send(304, described, NOTHING);
    send(status, { ...described, 'content-type': file.type, ...(encoding && { 'content-encoding': encoding }) }, body);
  };
}

/** A key is looked up among those that there are, so that no path leads out of the pages. */
function keyOf(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1);
  }
}

const isKnown = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((each) => each.trim().replace(/^W\//, '') === `"${etag}"`) ?? false;
