import * as z from 'zod/mini';
import { type Json, schema } from './openapi-schemas.ts';

export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
export const jsonOf = (name: Json): Json => ({ 'application/json': { schema: name } });
export const answer = (description: string, name: Json): Json => ({ description, content: jsonOf(name) });

const TELLS: Record<number, string> = {
  400: 'Malformed: every fault with the value received',
  401: 'No token, or one that does not count',
  403: 'Your posts do not allow this',
  404: 'No such thing',
  409: 'Something else was there first',
  413: 'The body is too large',
  422: 'A rule forbids this; `rule` names it',
  429: 'Too many at once; try again in a moment',
  500: 'Something broke on our side; nothing that was answered is lost',
  503: 'No directory was imported yet; with a `message` alone, the function did not answer in time',
};
/** What the gateway answers before a function is asked: no problem details, a `message`. */
const BY_THE_GATEWAY: ReadonlySet<number> = new Set([401, 429]);
const ONLY_BY_THE_GATEWAY: ReadonlySet<number> = new Set([401]);
const GATEWAY = { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] };

/** What may go wrong with a route: problem details, but for what the gateway answers itself. */
export const problems = (...statuses: number[]): Json =>
  Object.fromEntries(
    [...statuses, 500].map((status) => [
      status,
      {
        description: TELLS[status],
        content: {
          ...(BY_THE_GATEWAY.has(status) && jsonOf(GATEWAY)),
          ...(!ONLY_BY_THE_GATEWAY.has(status) && { 'application/problem+json': { schema: ref('Problem') } }),
        },
      },
    ]),
  );

/** Each field of a schema as a parameter of the query. */
export const query = (type: z.ZodMiniType): Json[] => {
  const { properties, required } = z.parse(
    z.looseObject({ properties: z.record(z.string(), z.unknown()), required: z.optional(z.array(z.string())) }),
    schema(type, 'input'),
  );
  return Object.entries(properties).map(([name, own]) => ({
    name,
    in: 'query',
    required: required?.includes(name) ?? false,
    schema: own,
  }));
};

/** The number in the path. */
export const idOf = (what: string): Json => ({
  name: 'id',
  in: 'path',
  required: true,
  description: `ULID of the ${what}`,
  schema: { type: 'string' },
});
