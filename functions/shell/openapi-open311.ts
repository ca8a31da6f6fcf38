import { ref } from './openapi-parts.ts';
import type { Json } from './openapi-schemas.ts';

type Format = 'json' | 'xml';
const TYPES: Record<Format, string> = { json: 'application/json', xml: 'text/xml' };

const as = (formats: readonly Format[], schema: Json): Json =>
  Object.fromEntries(formats.map((format) => [TYPES[format], { schema }]));

const TELLS: Record<number, string> = {
  400: 'What was asked or sent cannot be used: what was received, and the remedy',
  403: 'The api_key is missing or does not count',
  404: 'There is no such jurisdiction, service or request',
  429: 'Too many without a key; later, or with the solution of `GET /public/challenge` in `x-proof`',
  500: 'Something broke on our side',
  503: 'No directory was imported yet',
};
const errors = (formats: readonly Format[], ...statuses: number[]): Json =>
  Object.fromEntries(
    [...statuses, 500, 503].map((status) => [
      status,
      { description: TELLS[status], content: as(formats, ref('Open311Errors')) },
    ]),
  );

const parameter = (name: string, description: string): Json => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
});
const jurisdiction = parameter('jurisdiction_id', 'The district, or nothing');
const extensions = parameter('extensions', '`true` adds `extended_attributes`');
const LISTED = [
  parameter('service_request_id', 'Numbers by commas, at most 50; with it nothing else is looked at'),
  parameter('service_code', 'Codes by commas'),
  parameter('start_date', 'From, like 2026-03-01T00:00:00+08:00; 90 days at most'),
  parameter('end_date', 'To'),
  parameter('status', '`open`, `closed`, or both by a comma'),
  parameter('page', 'From 1'),
  parameter('page_size', 'At most 1000, which is what there is without it'),
];

const get = (formats: readonly Format[], summary: string, name: string, parameters: Json[], ...statuses: number[]) => ({
  security: [],
  summary,
  parameters,
  responses: {
    200: { description: 'As GeoReport v2 has it', content: as(formats, ref(name)) },
    ...errors(formats, ...statuses),
  },
});

const filed = (format: Format) => ({
  description: 'The number of the request',
  content: as([format], ref('Open311Filed')),
});
const post = (format: Format): Json => ({
  security: [],
  summary: 'Files a request. The same form within ten minutes is the same request',
  parameters: [jurisdiction, extensions],
  requestBody: {
    required: true,
    content: { 'application/x-www-form-urlencoded': { schema: ref('Open311Form') } },
  },
  responses: {
    200: filed(format),
    201: filed(format),
    ...errors([format], 400, 403, 404, 429),
  },
});

const file = (what: string): Json => ({
  name: 'file',
  in: 'path',
  required: true,
  description: `${what}, then .json or .xml`,
  schema: { type: 'string' },
});

const BOTH: readonly Format[] = ['json', 'xml'];
const inBoth = (path: string, operations: (format: Format) => Json): Json =>
  Object.fromEntries(BOTH.map((format) => [`/open311/v2/${path}.${format}`, operations(format)]));

/** The routes of GeoReport v2, with what this API adds to it. */
export const open311Paths: Json = {
  ...inBoth('discovery', (format) => ({
    get: get([format], 'Where GeoReport v2 is spoken, and in which formats', 'Open311Discovery', []),
  })),
  ...inBoth('services', (format) => ({
    get: get([format], 'What can be reported', 'Open311Services', [jurisdiction], 404),
  })),
  '/open311/v2/services/{file}': {
    parameters: [file('A service_code')],
    get: get(BOTH, 'What is asked of whoever reports it', 'Open311ServiceDefinition', [jurisdiction], 400, 404),
  },
  ...inBoth('requests', (format) => ({
    get: get(
      [format],
      'What residents reported, newest first, as everybody may know of it',
      'Open311Requests',
      [...LISTED, jurisdiction, extensions],
      400,
      404,
    ),
    post: post(format),
  })),
  '/open311/v2/requests/{file}': {
    parameters: [file('A service_request_id')],
    get: get(BOTH, 'One request', 'Open311Requests', [jurisdiction, extensions], 400, 404),
  },
  '/open311/v2/tokens/{file}': {
    parameters: [file('A token')],
    get: get(BOTH, 'The request of a token, which is its number', 'Open311Tokens', [jurisdiction], 400, 404),
  },
};
