import { randomInt } from 'node:crypto';
import type { Persona } from '../../local/issuer.ts';
import type { Endpoints } from '../../local/local-routes.ts';
import { random } from '../../sample/random.ts';
import { ulid } from '../../sample/ulid.ts';

/** What a newcomer reads once everything runs: where the pages are, whom to log in as, three commands to try. */
export function welcome(options: {
  url: string;
  endpoints: Endpoints;
  data: string;
  speed: number;
  now: number;
  personas: readonly Persona[];
}): string {
  const { url, endpoints, data, speed, now, personas } = options;
  const [first] = personas;
  const width = Math.max(...personas.map(({ id }) => id.length));
  const people = personas.map(({ id, name, role, unit }) => `  ${id.padEnd(width)}  ${name}, ${role} of ${unit}`);
  const words = 'A street lamp is out';
  const matter = { id: ulid(now, random(randomInt(2 ** 31))), category: 'street-works', grid: first?.unit, words };
  return `
Gridlight runs at ${url}, data in ${data}, it is ${new Date(now).toISOString()}${speed === 1 ? '' : ` and time runs ${speed} times as fast`}.

  residents            ${url}/
  what was answered    ${url}/published/
  handheld             ${url}/handheld/
  console              ${url}/console/
  wall                 ${url}/wall/
  directory            ${url}/admin/

  API description      ${url}/openapi.json
  text messages sent   ${url}/local/sms
  embedded DynamoDB    ${endpoints.dynamodb}
  Step Functions       ${endpoints.stepfunctions}
  SNS                  ${endpoints.sns}

The pages let you choose whom to log in as; for the API, POST ${url}/local/token {"persona": …}:
${people.join('\n')}

Try, in another terminal:
  TOKEN=$(curl -s ${url}/local/token -d '{"persona":"${first?.id}"}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -s ${url}/cases -H "authorization: Bearer $TOKEN" -d '${JSON.stringify(matter)}'
  curl -s '${url}/wall?unit=${first?.unit}' -H "authorization: Bearer $TOKEN"

Ctrl-C ends it; started again, it carries on.`;
}
