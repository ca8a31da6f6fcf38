import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import type { FaultIn } from './problem.ts';
import { ProblemError, problem } from './problem.ts';

z.config(en());

/** A schema of this API. */
export type Schema<T> = z.ZodMiniType<T>;

const REMEDY = 'send it in the form that /openapi.json describes';

/** Parses a JSON body of at most `most` bytes; unknown fields are refused by the schemas. Throws a problem. */
export function readBody<T>(schema: Schema<T>, body: string | undefined, isBase64: boolean, most: number): T {
  const text = isBase64 ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  const bytes = Buffer.byteLength(text);
  if (bytes > most)
    throw new ProblemError(problem('too-large', `the body has ${bytes} bytes; at most ${most} are taken`));
  return read(schema, json(text), 'body');
}

/** Parses a value from outside. Throws a problem that names every fault with the value received. */
export function read<T>(schema: Schema<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue): FaultIn => {
    const path = issue.path.map(String).join('.');
    return { path: path === '' ? what : path, value: shortened(valueAt(value, issue.path)), message: issue.message };
  });
  const first = faults[0];
  throw new ProblemError(problem('malformed', `${first?.path}: ${first?.message}; ${REMEDY}`, { faults }));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    throw new ProblemError(problem('malformed', `the body is not JSON: ${fault.message}; ${REMEDY}`));
  }
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[String(key)] : undefined), value);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What was received, short enough to be told back. */
function shortened(value: unknown): unknown {
  if (isDeep(value, MOST_DEPTH)) return `something nested more than ${MOST_DEPTH} deep`;
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 120 ? value : `${text.slice(0, 117)}…`;
}

/** Deeper than this, writing a value as JSON could overflow the stack. */
const MOST_DEPTH = 50;
const isDeep = (value: unknown, left: number): boolean =>
  isRecord(value) && (left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1)));
