import { compileExpression, type Eval, type Report } from './expression.ts';
import { isObject, type Json } from './json.ts';

/** Parameters, ItemSelector or ResultSelector: a JSON value whose fields ending in `.$` are computed. */
export function compileTemplate(field: string, template: Json, report: Report): Eval {
  if (Array.isArray(template)) {
    const items = template.map((item, index) => compileTemplate(`${field}[${index}]`, item, report));
    return (env) => items.map((item) => item(env));
  }
  if (!isObject(template)) return () => template;
  const fields = Object.entries(template).map(([key, value]) => compileField(field, key, value, report));
  return (env) => Object.fromEntries(fields.map(([key, value]) => [key, value(env)]));
}

function compileField(field: string, key: string, value: Json, report: Report): [string, Eval] {
  const where = `${field}.${key}`;
  if (!key.endsWith('.$')) return [key, compileTemplate(where, value, report)];
  if (typeof value !== 'string') report(where, value, 'must be a string: a path or an intrinsic function');
  return [key.slice(0, -2), compileExpression(where, typeof value === 'string' ? value : '$', report)];
}
