import { randomUUID } from 'node:crypto';
import { type Json, shown } from './json.ts';
import { StatesError } from './states-error.ts';

/** The intrinsic functions; any other is refused by name at creation. */
export const intrinsics: ReadonlyMap<string, { arity: readonly [number, number]; call(args: Json[]): Json }> = new Map([
  ['States.Format', { arity: [1, Number.POSITIVE_INFINITY], call: format }],
  ['States.JsonToString', { arity: [1, 1], call: ([value]) => JSON.stringify(value) }],
  ['States.StringToJson', { arity: [1, 1], call: stringToJson }],
  ['States.UUID', { arity: [0, 0], call: () => randomUUID() }],
]);

function failure(name: string, why: string): StatesError {
  return new StatesError('States.IntrinsicFailure', `${name}: ${why}`);
}

function format([template, ...values]: Json[]): Json {
  if (typeof template !== 'string') {
    throw failure('States.Format', `the first argument must be a string, got ${shown(template)}`);
  }
  let used = 0;
  const text = template.replace(/\\([{}])|\{\}/g, (_, escaped: string | undefined) => escaped ?? print(values[used++]));
  if (used !== values.length) {
    throw failure('States.Format', `${used} places {} for ${values.length} values in ${shown(template)}`);
  }
  return text;
}

const print = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

function stringToJson([text]: Json[]): Json {
  try {
    if (typeof text === 'string') return JSON.parse(text);
  } catch {
    // falls through to the same refusal as a value that is no string
  }
  throw failure('States.StringToJson', `${shown(text)} is not a JSON text`);
}
