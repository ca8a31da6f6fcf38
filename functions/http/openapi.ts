import { endpoint, ok } from '../shell/endpoint.ts';
import { openapiDocument } from '../shell/openapi-document.ts';

const text = JSON.stringify(openapiDocument());

/** `GET /openapi.json`: the description of this API, OpenAPI 3.1. */
export const handler = endpoint(() => ({ ...ok(text), headers: { 'cache-control': 'public, max-age=300' } }));
