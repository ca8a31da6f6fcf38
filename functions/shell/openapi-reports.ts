import { answer, idOf, jsonOf, problems, ref } from './openapi-parts.ts';
import type { Json } from './openapi-schemas.ts';

const report = idOf('report');
const receipt: Json = {
  name: 'x-receipt',
  in: 'header',
  required: true,
  description: 'The secret that the report was made with; the receipt is `<id>-<secret>`',
  schema: { type: 'string' },
};

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});
const DEVICE = header(
  'x-device',
  'What the device calls itself: 16 to 64 letters and digits that it drew once by chance',
);
const PROOF = header(
  'x-proof',
  'After 429 `proof-needed`: base64 of JSON `{challenge, solution: {counter, derivedKey}}`, as altcha solves it. Counts once',
);

const page = (description: string): Json => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
});

const secret: Json = {
  name: 'secret',
  in: 'path',
  required: true,
  description: 'From the link in an SMS',
  schema: { type: 'string' },
};
const OVER = page('The link is over, or there was none');
const AGAIN = page('Try again');

/** The routes of residents, and of the links in SMS: no account, a receipt or a secret. */
export const reportPaths: Json = {
  '/a/{secret}': {
    parameters: [secret],
    get: {
      security: [],
      summary: 'A page that asks whether the SMS arrived; the same whatever the secret is',
      responses: { 200: page('The page') },
    },
    post: {
      security: [],
      summary: 'Acknowledges the SMS, once: nobody else is told of its news',
      responses: {
        200: page('Acknowledged'),
        410: OVER,
        503: AGAIN,
      },
    },
  },
  '/u/{secret}': {
    parameters: [secret],
    get: {
      security: [],
      summary:
        'A page that says what the link of an SMS to a resident does: wants SMS, or stops them. It changes nothing',
      responses: { 200: page('The page'), 410: OVER, 503: AGAIN },
    },
    post: {
      security: [],
      summary: 'Does it. Done again, it is done',
      responses: { 200: page('Done'), 410: OVER, 503: AGAIN },
    },
  },
  '/public/form': {
    get: {
      security: [],
      summary: 'What a report is made with: categories, townships, villages, grids. Has a weak ETag',
      responses: {
        200: answer('What is in service', ref('ReportForm')),
        304: { description: 'Still what `if-none-match` names' },
        ...problems(429, 503),
      },
    },
  },
  '/public/similar': {
    post: {
      security: [],
      summary: 'Open cases that others reported of the same category, within some 150 m and seven days, to be joined',
      requestBody: { required: true, content: jsonOf(ref('Similar')) },
      responses: {
        200: answer('Number, distance, light, and how many joined', ref('SimilarCases')),
        ...problems(400, 413, 429, 503),
      },
    },
  },
  '/public/reports': {
    post: {
      security: [],
      summary: 'A resident reports a matter; `grid` or `place` says where. Number and secret are made on the device',
      parameters: [DEVICE, PROOF],
      requestBody: { required: true, content: jsonOf(ref('OpenReport')) },
      responses: {
        202: answer('It looks like abuse, and waits for a clerk; its receipt works', ref('HeldReport')),
        200: answer('A replay: the report as it is', ref('Report')),
        201: answer('Reported', ref('Report')),
        ...problems(400, 404, 409, 413, 422, 429, 503),
      },
    },
  },
  '/public/reports/{id}': {
    parameters: [report, receipt],
    get: {
      security: [],
      summary: 'How a report stands. A wrong receipt is answered like a number that nobody has',
      responses: {
        200: answer('The report; one that waits for a clerk, or was turned down, is a HeldReport', {
          anyOf: [ref('Report'), ref('HeldReport')],
        }),
        ...problems(400, 404, 429, 503),
      },
    },
  },
  '/public/challenge': {
    get: {
      security: [],
      summary: 'Work for a device, to be done before more reports are taken from it; over in a quarter of an hour',
      responses: { 200: answer('The challenge', ref('Challenge')), ...problems(429) },
    },
  },
  '/public/reports/{id}/commands': {
    parameters: [report, receipt],
    post: {
      security: [],
      summary:
        "The resident's word on the answer, the wish for a reopening or for SMS, or a message to who holds the case",
      requestBody: { required: true, content: jsonOf(ref('ReportCommand')) },
      responses: {
        200: answer('The report after it', ref('Report')),
        ...problems(400, 404, 409, 413, 422, 429, 503),
      },
    },
  },
  '/public/reports/{id}/photos': {
    parameters: [report, receipt],
    post: {
      security: [],
      summary: 'Where to put a photo that was named in the report: a signed URL for its very bytes, unless it is there',
      requestBody: { required: true, content: jsonOf(ref('PhotoUpload')) },
      responses: {
        200: answer('Where to put it, or that it is there', ref('PhotoUploadAnswer')),
        ...problems(400, 404, 413, 422, 429, 503),
      },
    },
    get: {
      security: [],
      summary:
        'The photos that were sent with the report: URLs to see each, once it was looked at, or why it is refused',
      responses: { 200: answer('The photos', ref('Photos')), ...problems(400, 404, 429, 503) },
    },
  },
};
