import { DeliveriesQuery } from './delivery-messages.ts';
import { AnswersQuery, InboxQuery, ReportersQuery, WallQuery } from './list-messages.ts';
import { moderationPaths } from './openapi-moderation.ts';
import { open311Paths } from './openapi-open311.ts';
import { answer, idOf, jsonOf, problems, query, ref } from './openapi-parts.ts';
import { publicPaths } from './openapi-public.ts';
import { reportPaths } from './openapi-reports.ts';
import { reviewPaths } from './openapi-reviews.ts';
import { type Json, SCHEMAS } from './openapi-schemas.ts';
import { smsPaths } from './openapi-sms.ts';
import { CaseReportsQuery, ContactQuery } from './report-list-messages.ts';

const id = idOf('case');

const rowsPath = (kind: string, row: string): Json => {
  const rows = { type: 'array', items: ref(row) };
  const listed = {
    type: 'object',
    properties: { revision: { type: 'integer' }, rows },
    required: ['revision', 'rows'],
  };
  const replaced = {
    type: 'object',
    properties: { rows, ifRevision: { type: 'integer' } },
    required: ['rows'],
    additionalProperties: false,
  };
  return {
    get: {
      summary: `The ${kind} in force`,
      responses: { 200: answer('The rows', listed), ...problems(401, 403, 503) },
    },
    put: {
      summary: `Replaces the ${kind}; the whole directory is checked, and refused whole`,
      requestBody: { required: true, content: jsonOf(replaced) },
      responses: { 200: answer('Applied', ref('DirectoryImported')), ...problems(400, 401, 403, 409, 413, 422) },
    },
  };
};

/** The description of the API, made from the schemas that also parse its messages. */
export const openapiDocument = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Gridlight',
    version: '0.1.0',
    description:
      'Grid casework with lights. Instants are UTC; errors are problem details (RFC 9457) with a stable code.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  security: [{ token: [] }],
  paths: {
    '/cases': {
      post: {
        summary:
          'Takes a matter in, or records one already handled (with `record`), for an officer of the grid with `reporter`',
        requestBody: { required: true, content: jsonOf(ref('OpenCase')) },
        responses: {
          200: answer('A replay: the case as it is', ref('Case')),
          201: answer('Opened', ref('Case')),
          ...problems(400, 401, 403, 409, 413, 422, 503),
        },
      },
      get: {
        summary: 'What a unit holds, soonest due first',
        parameters: query(InboxQuery),
        responses: { 200: answer('One page', ref('Inbox')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/cases/{id}': {
      parameters: [id],
      get: {
        summary: 'A case with clocks, lights and its whole history, the chain verified',
        responses: { 200: answer('The case', ref('Case')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/cases/{id}/deliveries': {
      parameters: [id],
      get: {
        summary:
          'The SMS that told of a case, newest first: delivered, acknowledged, to whom they went as far as rosters still say',
        responses: { 200: answer('The log', ref('CaseDeliveries')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/cases/{id}/explanation': {
      parameters: [id],
      get: {
        summary: 'Why the light is what it is',
        responses: { 200: answer('In words and steps', ref('Explanation')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/cases/{id}/commands': {
      parameters: [id],
      post: {
        summary: 'One move of a person',
        requestBody: { required: true, content: jsonOf(ref('Command')) },
        responses: {
          200: answer('The case after it', ref('Case')),
          ...problems(400, 401, 403, 404, 409, 413, 422, 503),
        },
      },
    },
    '/cases/{id}/photos': {
      parameters: [id],
      post: {
        summary: 'Where to put a photo that the case names: a signed URL for its very bytes, unless it is there',
        requestBody: { required: true, content: jsonOf(ref('PhotoUpload')) },
        responses: {
          200: answer('Where to put it, or that it is there', ref('PhotoUploadAnswer')),
          ...problems(400, 401, 403, 404, 413, 422, 503),
        },
      },
      get: {
        summary: 'The photos that the case names: URLs to see each, once it was looked at, or why it is refused',
        responses: { 200: answer('The photos', ref('Photos')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/cases/{id}/contact': {
      parameters: [id],
      get: {
        summary: 'How whoever reported it can be reached: for who holds the case now, and each look is on record',
        parameters: query(ContactQuery),
        responses: { 200: answer('The contact, or null', ref('Contact')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/cases/{id}/reports': {
      parameters: [id],
      get: {
        summary: 'What the residents said who joined it: for who holds the case, and the units above',
        parameters: query(CaseReportsQuery),
        responses: { 200: answer('One page', ref('CaseReports')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/me': {
      get: {
        summary: 'Who the caller is to the directory, with their posts',
        responses: { 200: answer('The caller', ref('Me')), ...problems(401, 403, 503) },
      },
    },
    '/answers': {
      get: {
        summary:
          'Answers to residents that wait for the check of what is published, oldest first, for a unit above who resolved them',
        parameters: query(AnswersQuery),
        responses: { 200: answer('One page', ref('Answers')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/reporters': {
      get: {
        summary: 'The officers of a grid for whom a matter can be filed, by name',
        parameters: query(ReportersQuery),
        responses: { 200: answer('The officers', ref('Reporters')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/wall': {
      get: {
        summary: 'Counts of lights for a unit and each unit below it, exact at this instant',
        parameters: query(WallQuery),
        responses: { 200: answer('The wall', ref('Wall')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    '/deliveries': {
      get: {
        summary:
          'What became of the SMS to a unit, to those below it, or to a telephone: sent, delivered, acknowledged, held',
        parameters: query(DeliveriesQuery),
        responses: { 200: answer('The counts, or the log', ref('Deliveries')), ...problems(400, 401, 403, 404, 503) },
      },
    },
    ...reviewPaths,
    ...publicPaths,
    ...reportPaths,
    ...moderationPaths,
    ...open311Paths,
    ...smsPaths,
    '/directory': {
      get: {
        summary: 'The revision in force',
        responses: { 200: answer('The head', ref('DirectoryHead')), ...problems(401, 403, 503) },
      },
      post: {
        summary: 'Imports several kinds of document together, all or nothing',
        parameters: [
          {
            name: 'dryRun',
            in: 'query',
            description: 'Only `false` applies the import; without it, the answer tells what would change',
            schema: { enum: ['true', 'false'], default: 'true' },
          },
        ],
        requestBody: { required: true, content: jsonOf(ref('DirectoryImport')) },
        responses: { 200: answer('What changes', ref('DirectoryImported')), ...problems(400, 401, 403, 409, 413, 422) },
      },
    },
    '/units': rowsPath('units', 'Unit'),
    '/officers': rowsPath('officers', 'Officer'),
    '/rosters': rowsPath('rosters', 'Roster'),
    '/categories': rowsPath('categories', 'Category'),
    '/calendars': rowsPath('calendars', 'Calendar'),
    '/openapi.json': {
      get: { security: [], summary: 'This description', responses: { 200: { description: 'OpenAPI 3.1' } } },
    },
    '/health': {
      get: {
        security: [],
        summary: 'Whether the tables answer and a directory is loaded',
        responses: { 200: { description: 'Ready' }, ...problems(503) },
      },
    },
  },
  components: {
    schemas: SCHEMAS,
    securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  },
});
