import { ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './gateway-signature.ts';
import { answer, jsonOf, problems, ref } from './openapi-parts.ts';
import type { Json } from './openapi-schemas.ts';

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});
const parameters = [
  header(ID_HEADER, 'Names this call'),
  header(TIMESTAMP_HEADER, 'When it was signed, ISO in UTC; at most five minutes from now'),
  header(
    SIGNATURE_HEADER,
    'HMAC-SHA256 in hexadecimal, with the key that both sides hold, over five lines: method, path, timestamp, id, SHA-256 of the body',
  ),
];

const FORGED = {
  401: {
    description: 'Not signed by the gateway, or not now',
    content: { 'application/problem+json': { schema: ref('Problem') } },
  },
};

/** What a gateway for SMS calls, in deployments that have one: no account, a signature. */
export const smsPaths: Json = {
  '/sms/receipts': {
    parameters,
    post: {
      security: [],
      summary: 'The SMS gateway says which messages arrived. Any number of times',
      requestBody: { required: true, content: jsonOf(ref('SmsReceipts')) },
      responses: { 200: answer('Taken', ref('SmsTaken')), ...problems(400, 413, 429), ...FORGED },
    },
  },
  '/sms/replies': {
    parameters,
    post: {
      security: [],
      summary: 'The SMS gateway passes on what somebody sent: a reply code, or a report. Again with any status but 200',
      requestBody: { required: true, content: jsonOf(ref('SmsReply')) },
      responses: { 200: answer('Taken', ref('SmsTaken')), ...problems(400, 413, 429, 503), ...FORGED },
    },
  },
};
