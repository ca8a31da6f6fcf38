import type { Json } from './openapi-schemas.ts';

const texts = (...names: string[]): Json => Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

/** What `POST requests` reads, and what it takes without reading it. */
export const open311Form: Json = {
  type: 'object',
  required: ['service_code'],
  properties: {
    ...texts('api_key', 'jurisdiction_id', 'service_code', 'lat', 'long', 'address_string', 'address_id'),
    description: { type: 'string', maxLength: 4000 },
    ...texts('media_url', 'email', 'device_id', 'account_id', 'first_name', 'last_name', 'phone'),
  },
  patternProperties: { '^attribute\\[[^\\]]+\\](\\[\\])?$': { type: 'string' } },
};
