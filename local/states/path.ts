import { isObject, type Json } from './json.ts';

/** What expressions are evaluated against: `$` is the input, `$$` the context object. */
export interface Env {
  readonly input: Json;
  readonly context: Json;
}

/** A reference path: `$.a.b[0]`, `$['a']`, `$$.Task.Token`. */
export interface Path {
  readonly text: string;
  readonly root: '$' | '$$';
  readonly steps: readonly (string | number)[];
}

const STEP = /\.([\p{L}\p{N}_-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/uy;

/** Reads a reference path; undefined when it is anything else (wildcards, slices, filters, `..`). */
export function parsePath(text: string): Path | undefined {
  const root = text.startsWith('$$') ? '$$' : '$';
  if (!text.startsWith(root)) return undefined;
  const steps: (string | number)[] = [];
  STEP.lastIndex = root.length;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return undefined;
    const [, name, index, single, double] = match;
    steps.push(index === undefined ? (name ?? single ?? double ?? '') : Number(index));
  }
  return { text, root, steps };
}

/** The value at a path, undefined when there is none. */
export function readPath(path: Path, env: Env): Json | undefined {
  let value: Json | undefined = path.root === '$' ? env.input : env.context;
  for (const step of path.steps) value = child(value, step);
  return value;
}

function child(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/**
 * A copy of `target` with `value` at `steps`; missing objects on the way are made.
 * Undefined when the way leads through something that is neither object nor array, or past an array's end.
 */
export function placeAt(target: Json | undefined, steps: readonly (string | number)[], value: Json): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const placed = placeAt(child(target, step), rest, value);
  if (placed === undefined) return undefined;
  if (Array.isArray(target)) {
    return typeof step === 'number' && step < target.length ? target.with(step, placed) : undefined;
  }
  if (isObject(target) || (target === undefined && typeof step === 'string')) return { ...target, [step]: placed };
  return undefined;
}
