import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as z from 'zod/mini';
import type { Bad } from './bad-requests.ts';

/** What came back. */
export interface Came {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

const ProblemDetails = z.strictObject({
  type: z.string().check(z.regex(/^urn:gridlight:problem:[a-z-]+$/)),
  title: z.string().check(z.minLength(1)),
  status: z.int(),
  code: z.string().check(z.regex(/^[a-z-]+$/)),
  detail: z.string().check(z.minLength(10)),
  rule: z.optional(z.string()),
  faults: z.optional(z.array(z.looseObject({ path: z.string(), message: z.string() }))),
  challenge: z.optional(z.unknown()),
});
const Open311Errors = z.array(z.strictObject({ code: z.number(), description: z.string().check(z.minLength(5)) }));
const ByGateway = z.strictObject({ message: z.string() });

/** What would tell an outsider how this is built, or that a fault was handed on. */
const INSIDES =
  /node_modules|\.m?[tj]s:\d+|file:\/\/|\n\s+at \S|\\n\s+at \S|dynalite|ConditionalCheck|ValidationException|TypeError|RangeError|ZodError|"stack"|\/tmp\/|\/var\/task/;

/** Statuses that the gateway answers by itself, with a message alone. */
const GATEWAYS: ReadonlySet<number> = new Set([401, 403, 404, 413, 429]);

/** All that is wrong with an answer; nothing where it is as it should be. `secrets` stand in no answer. */
export function faultsOf({ operation, target, body }: Bad, came: Came, secrets: readonly string[]): string[] {
  const { status, text } = came;
  const type = String(came.headers['content-type'] ?? '').split(';')[0] ?? '';
  const faults: string[] = [];
  if (status >= 500) faults.push(`${status}`);
  const echoed = `${decoded(target)}${body?.toString() ?? ''}`;
  const inside = INSIDES.exec(text)?.[0];
  if (inside !== undefined && !echoed.includes(inside)) faults.push(`tells its insides: ${inside}`);
  const secret = secrets.find((each) => text.includes(each));
  if (secret !== undefined) faults.push(`tells what is another's: ${secret}`);
  if (status === 404 && type === 'text/html' && operation.path !== target.split('?')[0]) return faults;
  if (GATEWAYS.has(status) && ByGateway.safeParse(parsed(text)).success) return faults;
  const declared = operation.answers[status];
  if (!declared) return [...faults, `answers ${status}, which is not in the description`];
  if (status === 304) return text === '' ? faults : [...faults, '304 with a body'];
  if (declared.length > 0 && !declared.includes(type))
    faults.push(`${status} as ${type}, not as ${declared.join(' or ')}`);
  if (type === 'application/problem+json' && ProblemDetails.safeParse(parsed(text)).data?.status !== status)
    faults.push(`${status} with problem details that are none`);
  if (type === 'application/json' && parsed(text) === undefined) faults.push(`${status} with JSON that is none`);
  if (type === 'text/xml' && XMLValidator.validate(text) !== true) faults.push(`${status} with XML that is none`);
  const isOpen311 = operation.path.startsWith('/open311/') && status >= 400;
  if (isOpen311 && !Open311Errors.safeParse(errorsIn(text, type)).data?.every(({ code }) => code === status))
    faults.push(`${status} with errors that are none`);
  return faults;
}

const xml = new XMLParser({ isArray: (name) => name === 'error' });

function errorsIn(text: string, type: string): unknown {
  if (type !== 'text/xml') return parsed(text);
  return z.object({ errors: z.object({ error: z.unknown() }) }).safeParse(xml.parse(text)).data?.errors.error;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
