import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CorsSpec } from './template.ts';

/**
 * What an HTTP API says to browsers with a page of another origin: who may call, and what their calls may carry. True if it
 * was only asked, which then is answered.
 */
export function createCors(cors: CorsSpec) {
  const allowed = (origin: string): string | undefined =>
    ['*', origin].find((each) => cors.AllowOrigins.includes(each));

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { origin, 'access-control-request-method': asked } = request.headers;
    const granted = origin === undefined ? undefined : allowed(origin);
    if (granted !== undefined) {
      response.setHeader('access-control-allow-origin', granted);
      if (granted !== '*') response.setHeader('vary', 'origin');
      response.setHeader('access-control-expose-headers', cors.ExposeHeaders.join(','));
    }
    if (request.method !== 'OPTIONS' || asked === undefined) return false;
    if (granted !== undefined) {
      response.setHeader('access-control-allow-methods', cors.AllowMethods.join(','));
      response.setHeader('access-control-allow-headers', cors.AllowHeaders.join(','));
      response.setHeader('access-control-max-age', cors.MaxAge);
    }
    response.writeHead(204);
    response.end();
    return true;
  };
}
