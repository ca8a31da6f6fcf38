import * as z from 'zod/mini';
import { describeIssues } from '../issues.ts';
import { Refusal } from './refusal.ts';

/** One operation of the API: takes a parsed body, answers with the output or a refusal. */
export type Operation = (body: unknown) => object | Refusal;
export type Operations = Readonly<Record<string, Operation>>;

/** An operation with these input fields; any other field is refused by name. */
export function operation<Fields extends z.core.$ZodLooseShape>(
  fields: Fields,
  run: (input: z.infer<z.ZodMiniObject<Fields, z.core.$strict>>) => object | Refusal,
): Operation {
  const schema = z.strictObject(fields);
  return (body) => {
    const input = schema.safeParse(body);
    if (input.success) return run(input.data);
    return new Refusal('ValidationException', describeIssues(input.error.issues, body).join('; '));
  };
}

export const paging = {
  maxResults: z.optional(z.int().check(z.minimum(0), z.maximum(1000))),
  nextToken: z.optional(z.string()),
};
type Paging = { maxResults?: number | undefined; nextToken?: string | undefined };

/**
 * One page of a list: `key` gives each item a number that rises through the list, and a page begins after the number
 * its token holds. 100 items when `maxResults` is 0 or absent, as in AWS.
 */
export function page<T>(
  items: readonly T[],
  key: (item: T) => number,
  { maxResults, nextToken }: Paging,
): { items: T[]; nextToken: string | undefined } | Refusal {
  const after = nextToken === undefined ? Number.NEGATIVE_INFINITY : Number(decode(nextToken));
  if (Number.isNaN(after)) return new Refusal('InvalidToken', `Invalid Token: '${nextToken}'`);
  const rest = items.filter((item) => key(item) > after);
  const shown = rest.slice(0, maxResults || 100);
  const last = shown.at(-1);
  const more = last !== undefined && shown.length < rest.length;
  return { items: shown, nextToken: more ? encode(key(last)) : undefined };
}

const encode = (key: number): string => Buffer.from(`after ${key}`).toString('base64url');
const decode = (token: string): string | undefined =>
  /^after (-?\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1] ?? 'none';

/** Epoch seconds, as dates go over the wire. */
export const seconds = (ms: number): number => ms / 1000;

const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF]{1,80}$/u;

/** Undefined when a name is one that AWS takes. */
export function checkName(name: string): Refusal | undefined {
  if (NAME.test(name)) return undefined;
  return new Refusal(
    'InvalidName',
    `Invalid Name: '${name}': 1 to 80 characters, no spaces, none of <>{}[]?*"#%\\^|~\`$&,;:/`,
  );
}
