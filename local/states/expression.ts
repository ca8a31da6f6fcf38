import { intrinsics } from './intrinsics.ts';
import { type Json, shown } from './json.ts';
import { type Env, parsePath, readPath } from './path.ts';
import { runtimeError } from './states-error.ts';

/** Computes a value from the input and the context object; throws StatesError. */
export type Eval = (env: Env) => Json;

/** Takes note of something in a definition that is wrong or not supported. */
export type Report = (field: string, value: unknown, why: string) => void;

export const PATH_HELP = "is not a supported path; write $.a.b[0], $.a['b'] or $$.Execution.Id";

const nothing: Eval = () => null;

/** A path that must be there when it is evaluated. */
export function compilePath(field: string, text: string, report: Report): Eval {
  const path = parsePath(text);
  if (!path) {
    report(field, text, PATH_HELP);
    return nothing;
  }
  return (env) => {
    const value = readPath(path, env);
    if (value !== undefined) return value;
    const where = path.root === '$' ? `the input '${shown(env.input)}'` : 'the context object';
    throw runtimeError(`The JSONPath '${text}' specified for the field '${field}' could not be found in ${where}`);
  };
}

/** A path or an intrinsic function call: the right side of a field that ends in `.$`. */
export function compileExpression(field: string, text: string, report: Report): Eval {
  const reader = { text, at: 0, fail: (why: string) => report(field, text, why), field, report };
  const value = readValue(reader, text.startsWith('$') || text.startsWith('States.'));
  if (value && reader.at === text.length) return value;
  report(field, text, 'is neither a path nor an intrinsic function');
  return nothing;
}

interface Reader {
  readonly text: string;
  readonly field: string;
  readonly report: Report;
  at: number;
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (!match) return undefined;
  reader.at = pattern.lastIndex;
  return match;
}

/** One value at the reader's position; undefined when there is none. */
function readValue(reader: Reader, allowed = true): Eval | undefined {
  if (!allowed) return undefined;
  const path = take(reader, /\$(?:\[(?:'[^']*'|"[^"]*"|[^\]'"]*)\]|[^[,()\s])*/y);
  if (path) return compilePath(reader.field, path[0], reader.report);
  const name = take(reader, /(States\.\w+)\(\s*/y)?.[1];
  if (name) return readCall(reader, name);
  const string = take(reader, /'((?:[^'\\]|\\[\s\S])*)'/y)?.[1];
  // Escaped braces stay escaped: States.Format resolves them.
  if (string !== undefined) return constant(string.replace(/\\(['\\])/g, '$1'));
  const literal = take(reader, /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y)?.[0];
  return literal === undefined ? undefined : constant(JSON.parse(literal));
}

const constant =
  (value: Json): Eval =>
  () =>
    value;

function readCall(reader: Reader, name: string): Eval | undefined {
  const args: Eval[] = [];
  while (!take(reader, /\s*\)/y)) {
    if (args.length > 0 && !take(reader, /\s*,\s*/y)) return undefined;
    const value = readValue(reader);
    if (!value) return undefined;
    args.push(value);
  }
  return bind(reader, name, args);
}

function bind({ field, report }: Reader, name: string, args: Eval[]): Eval {
  const intrinsic = intrinsics.get(name);
  if (!intrinsic) {
    report(field, name, `is not supported; intrinsic functions here: ${[...intrinsics.keys()].join(', ')}`);
    return nothing;
  }
  const [least, most] = intrinsic.arity;
  if (args.length < least || args.length > most) {
    report(field, name, `takes ${least === most ? least : `at least ${least}`} arguments, got ${args.length}`);
  }
  return (env) => intrinsic.call(args.map((arg) => arg(env)));
}
