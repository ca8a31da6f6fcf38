import { answer, idOf, jsonOf, problems, query, ref } from './openapi-parts.ts';
import type { Json } from './openapi-schemas.ts';
import { PublicCaseQuery, PublicCasesQuery } from './public-messages.ts';
import { PublicSatisfactionQuery, SatisfactionQuery } from './satisfaction-messages.ts';

const feature: Json = { $ref: 'https://geojson.org/schema/FeatureCollection.json' };
const inFormats = (description: string, name: string): Json => ({
  description,
  headers: {
    Link: {
      description: 'Of a list: `</public/cases?…>; rel="next"`, while there is a page behind (RFC 8288)',
      schema: { type: 'string' },
    },
  },
  content: {
    ...jsonOf(ref(name)),
    'text/csv': {
      schema: { type: 'string', description: 'RFC 4180, UTF-8 with a byte order mark; no cell is run as a formula' },
    },
    'application/geo+json': { schema: feature },
  },
});

/** What everybody may read of what residents reported, and what residents thought of the answers. */
export const publicPaths: Json = {
  '/public/cases': {
    get: {
      security: [],
      summary:
        'What residents reported, newest first: lights, times, answers that were checked. Open data; places to some 100 m',
      description:
        'A page is bounded in what it reads: with a filter it may be short, even empty, and still have a `next`. A case that was late is red for ever.',
      parameters: query(PublicCasesQuery),
      responses: { 200: inFormats('One page', 'PublicCases'), ...problems(400, 404, 429, 503) },
    },
  },
  '/public/cases/{id}': {
    parameters: [idOf('case')],
    get: {
      security: [],
      summary: 'One of them, with its answer, why it is withheld, or that it is being checked',
      parameters: query(PublicCaseQuery),
      responses: { 200: inFormats('The case', 'PublicCase'), ...problems(400, 404, 429, 503) },
    },
  },
  '/public/satisfaction': {
    get: {
      security: [],
      summary:
        'What residents thought of the answers, by unit, for a month; what is too few is counted with the unit above',
      parameters: query(PublicSatisfactionQuery),
      responses: { 200: answer('The month', ref('PublicSatisfaction')), ...problems(400, 429, 503) },
    },
  },
  '/satisfaction': {
    get: {
      summary: 'What residents thought of the answers of a unit and of each below it',
      parameters: query(SatisfactionQuery),
      responses: { 200: answer('The counts', ref('Satisfaction')), ...problems(400, 401, 403, 404, 503) },
    },
  },
};
