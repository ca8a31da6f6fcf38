import { ModerationQuery } from './moderation-messages.ts';
import { answer, idOf, jsonOf, problems, query, ref } from './openapi-parts.ts';
import type { Json } from './openapi-schemas.ts';

/** The routes of the centre's clerks, who look through reports that look like abuse. */
export const moderationPaths: Json = {
  '/moderation': {
    get: {
      summary: 'The reports that wait for a clerk of the district centre, by number',
      parameters: query(ModerationQuery),
      responses: { 200: answer('One page', ref('Moderation')), ...problems(400, 401, 403, 503) },
    },
  },
  '/moderation/{id}': {
    parameters: [idOf('report')],
    post: {
      summary: 'Lets a report in, which opens its case, or turns it down, with a reason that its reporter reads',
      requestBody: { required: true, content: jsonOf(ref('Ruling')) },
      responses: { 200: answer('Ruled', ref('Ruled')), ...problems(400, 401, 403, 404, 409, 413, 422, 503) },
    },
  },
};
