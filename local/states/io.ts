import { compilePath, type Eval, PATH_HELP, type Report } from './expression.ts';
import type { Json } from './json.ts';
import { shown } from './json.ts';
import { type Env, parsePath, placeAt } from './path.ts';
import { StatesError } from './states-error.ts';
import { compileTemplate } from './template.ts';

/** The data-flow fields a state may carry; null means `{}` for a path in and out, and "discard" for ResultPath. */
export interface IoFields {
  InputPath?: string | null | undefined;
  OutputPath?: string | null | undefined;
  ResultPath?: string | null | undefined;
  Parameters?: Json | undefined;
  ItemSelector?: Json | undefined;
  ResultSelector?: Json | undefined;
}

/** How data flows around one state. `env.input` is the state's raw input throughout. */
export interface Io {
  /** InputPath applied. */
  select(env: Env): Json;
  /** InputPath and Parameters applied: what the state works on. */
  effective(env: Env): Json;
  /** ResultSelector, ResultPath and OutputPath applied to a result. */
  output(env: Env, result: Json): Json;
}

const same: Eval = (env) => env.input;

/** Puts a result into the raw input as ResultPath says; throws States.ResultPathMatchFailure. */
export type Place = (input: Json, result: Json) => Json;

export function compileIo(fields: IoFields, report: Report): Io {
  const select = compileSelection('InputPath', fields.InputPath, report);
  const parameters = compileOptional('Parameters', fields.Parameters, report);
  const selector = compileOptional('ResultSelector', fields.ResultSelector, report);
  const place = compilePlace('ResultPath', fields.ResultPath, report);
  const reduce = compileSelection('OutputPath', fields.OutputPath, report);
  return {
    select,
    effective: (env) => parameters(withInput(env, select(env))),
    output: (env, result) => reduce(withInput(env, place(env.input, selector(withInput(env, result))))),
  };
}

/** The same context over another input. */
export const withInput = (env: Env, input: Json): Env => ({
  input,
  get context() {
    return env.context;
  },
});

const compileOptional = (field: string, template: Json | undefined, report: Report): Eval =>
  template === undefined ? same : compileTemplate(field, template, report);

function compileSelection(field: string, path: string | null | undefined, report: Report): Eval {
  if (path === null) return () => ({});
  return path === undefined ? same : compilePath(field, path, report);
}

export function compilePlace(field: string, text: string | null | undefined, report: Report): Place {
  if (text === null) return (input) => input;
  if (text === undefined) return (_, result) => result;
  const path = parsePath(text);
  if (path?.root !== '$') {
    report(field, text, PATH_HELP);
    return (input) => input;
  }
  return (input, result) => {
    const placed = placeAt(input, path.steps, result);
    if (placed !== undefined) return placed;
    throw new StatesError(
      'States.ResultPathMatchFailure',
      `Unable to apply ReferencePath ${text} to input ${shown(input)}`,
    );
  };
}
