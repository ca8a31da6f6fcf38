import { answer, idOf, jsonOf, problems, query, ref } from './openapi-parts.ts';
import type { Json } from './openapi-schemas.ts';
import { ReviewsQuery } from './review-messages.ts';

const id = idOf('review');

/** The routes of reviews and their evidence. */
export const reviewPaths: Json = {
  '/reviews': {
    post: {
      summary: 'Opens a review of a case, and freezes the case as evidence',
      requestBody: { required: true, content: jsonOf(ref('OpenReview')) },
      responses: {
        200: answer('A replay: the review as it is', ref('Review')),
        201: answer('Opened', ref('Review')),
        ...problems(400, 401, 403, 404, 409, 413, 422, 503),
      },
    },
    get: {
      summary: 'The open reviews, soonest due first; with `case`, all reviews of that case',
      parameters: query(ReviewsQuery),
      responses: { 200: answer('One page', ref('Reviews')), ...problems(400, 401, 403, 503) },
    },
  },
  '/reviews/{id}': {
    parameters: [id],
    get: {
      summary: 'A review with its stages, lights and whole history, the chain verified',
      responses: { 200: answer('The review', ref('Review')), ...problems(400, 401, 403, 404, 503) },
    },
  },
  '/reviews/{id}/commands': {
    parameters: [id],
    post: {
      summary: 'One move of a person in a review',
      requestBody: { required: true, content: jsonOf(ref('ReviewCommand')) },
      responses: {
        200: answer('The review after it', ref('Review')),
        ...problems(400, 401, 403, 404, 409, 413, 422, 503),
      },
    },
  },
  '/reviews/{id}/evidence': {
    parameters: [id],
    get: {
      summary: 'The signed bundle, byte for byte as it was kept: gridlight-evidence/1',
      responses: {
        200: { description: 'Verify it with npm run evidence', content: { 'application/json': {} } },
        ...problems(400, 401, 403, 404, 503),
      },
    },
  },
  '/evidence/key': {
    get: {
      security: [],
      summary: 'The public key that bundles and checkpoints are verified with',
      responses: { 200: { description: 'PEM', content: { 'application/x-pem-file': {} } }, ...problems() },
    },
  },
};
