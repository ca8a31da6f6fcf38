import type { Directory } from '../../domain/directory/directory.ts';
import type { HttpEvent } from './endpoint.ts';
import { keysAreAsked } from './open311-keys.ts';
import type { Tree } from './open311-xml.ts';

/** Where the endpoint is, as the caller reached it: behind API Gateway always by https. */
export function discoveryOf({ headers, requestContext }: HttpEvent, { root, revision }: Directory): Tree {
  const isDeployed = headers['x-forwarded-proto']?.includes('https') ?? false;
  const origin = `${isDeployed ? 'https' : 'http'}://${requestContext.domainName}`;
  // The directory's revision, so that it sorts as text.
  const changeset = String(revision).padStart(9, '0');
  return {
    changeset,
    contact: `${root.name}。API: ${origin}/openapi.json`,
    key_service: keysAreAsked ? `向${root.name}申请 api_key` : '不需要 api_key',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${origin}/open311/v2`,
        changeset,
        // What is filed on one machine is acted upon by nobody.
        type: isDeployed ? 'production' : 'test',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
}
