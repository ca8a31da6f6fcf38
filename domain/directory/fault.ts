import * as z from 'zod/mini';
import { Kind } from './documents.ts';

/**
 * One thing wrong with one row of a document. `row` counts from 1; 0 is the document as a whole. `path` leads to the
 * field, like `posts[0].unit`, and is empty for the row itself. `message` says the value received and the remedy.
 */
export const Fault = z.strictObject({
  kind: Kind,
  row: z.int().check(z.minimum(0)),
  id: z.string(),
  path: z.string(),
  value: z.optional(z.unknown()),
  message: z.string(),
});
export type Fault = z.infer<typeof Fault>;

/** A row as it came, and what it parsed to if it has the right shape. */
export interface Row<T = unknown> {
  kind: Kind;
  row: number;
  id: string;
  raw: unknown;
  value?: T;
}

export type Path = readonly PropertyKey[];

/** Names what is wrong at a path of a row; `words` continue a sentence that begins with the path and its value. */
export function faultAt({ kind, row, id, raw }: Row, path: Path, words: string): Fault {
  const value = path.reduce(field, raw);
  const at = pathText(path);
  return { kind, row, id, path: at, value, message: [at || kind, shown(value), words].filter(Boolean).join(' ') };
}

/** A fault of a document as a whole. */
export const faultOf = (kind: Kind, message: string): Fault => ({ kind, row: 0, id: '', path: '', message });

/** The text of a field of an unknown value, or nothing. */
export function textOf(raw: unknown, name: string): string | undefined {
  const value = field(raw, name);
  return typeof value === 'string' ? value : undefined;
}

/** JSON in one line, cut short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function field(value: unknown, name: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

const pathText = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
