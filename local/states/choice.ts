import { PATH_HELP, type Report } from './expression.ts';
import { isObject, type Json } from './json.ts';
import { type Env, parsePath, readPath } from './path.ts';
import { runtimeError } from './states-error.ts';
import { parseTimestamp } from './timestamp.ts';

/** A choice rule; throws StatesError when a variable is not there. */
export type Test = (env: Env) => boolean;

type Compare = (value: Json, operand: Json) => boolean;
interface Operator {
  accepts(operand: Json): boolean;
  wants: string;
  holds: Compare;
}

const orders: Record<string, (difference: number) => boolean> = {
  Equals: (difference) => difference === 0,
  LessThan: (difference) => difference < 0,
  LessThanEquals: (difference) => difference <= 0,
  GreaterThan: (difference) => difference > 0,
  GreaterThanEquals: (difference) => difference >= 0,
};

const isString = (value: Json) => typeof value === 'string';
const isNumber = (value: Json) => typeof value === 'number';
const isBoolean = (value: Json) => typeof value === 'boolean';
const isTimestamp = (value: Json) => !Number.isNaN(parseTimestamp(value));

const textOrder = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Order of two values of one kind; NaN, which no operator holds for, when either is of another kind. */
const kinds: { name: string; is: (value: Json) => boolean; order: (a: Json, b: Json) => number; only?: string }[] = [
  { name: 'String', is: isString, order: (a, b) => textOrder(String(a), String(b)) },
  { name: 'Numeric', is: isNumber, order: (a, b) => Number(a) - Number(b) },
  { name: 'Timestamp', is: isTimestamp, order: (a, b) => parseTimestamp(a) - parseTimestamp(b) },
  { name: 'Boolean', is: isBoolean, order: (a, b) => Number(a) - Number(b), only: 'Equals' },
];

const comparisons: [string, Operator][] = kinds.flatMap(({ name, is, order, only }) =>
  Object.entries(orders)
    .filter(([suffix]) => only === undefined || suffix === only)
    .map(([suffix, holds]): [string, Operator] => [
      name + suffix,
      { accepts: is, wants: name.toLowerCase(), holds: (a, b) => is(a) && is(b) && holds(order(a, b)) },
    ]),
);

const typeTests: [string, Operator][] = Object.entries({
  IsNull: (value: Json) => value === null,
  IsString: isString,
  IsNumeric: isNumber,
  IsBoolean: isBoolean,
  IsTimestamp: isTimestamp,
}).map(([name, is]) => [name, { accepts: isBoolean, wants: 'boolean', holds: (a, b) => is(a) === b }]);

const operators = new Map<string, Operator>([
  ...comparisons,
  ...typeTests,
  [
    'StringMatches',
    { accepts: isString, wants: 'string', holds: (a, b) => isString(a) && matches(String(a), String(b)) },
  ],
]);

/** Whether `text` fits a pattern in which `*` stands for any characters; `\*` and `\\` are themselves. */
function matches(text: string, pattern: string): boolean {
  const source = pattern.replace(/\\([*\\])|\*|[\s\S]/g, (token, escaped: string | undefined) => {
    if (token === '*') return '[\\s\\S]*';
    return (escaped ?? token).replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  });
  return new RegExp(`^${source}$`).test(text);
}

const never: Test = () => false;

/** Reads one rule; `Next` and `Comment` are the caller's. */
export function compileTest(field: string, rule: Json, report: Report): Test {
  if (!isObject(rule)) {
    report(field, rule, 'must be an object');
    return never;
  }
  const { Comment: _, Next: __, Variable: variable, ...rest } = rule;
  const [[operator, operand] = ['', null], ...others] = Object.entries(rest);
  if (others.length > 0 || operator === '') {
    report(field, rest, 'must have exactly one operator');
    return never;
  }
  const where = `${field}.${operator}`;
  const connective = connectives[operator];
  if (connective) return connective(where, operand, report);
  return compileComparison(field, { variable, operator, operand }, report);
}

const connectives: Record<string, (field: string, operand: Json, report: Report) => Test> = {
  And: (field, operand, report) => {
    const tests = compileTests(field, operand, report);
    return (env) => tests.every((test) => test(env));
  },
  Or: (field, operand, report) => {
    const tests = compileTests(field, operand, report);
    return (env) => tests.some((test) => test(env));
  },
  Not: (field, operand, report) => {
    const test = compileNested(field, operand, report);
    return (env) => !test(env);
  },
};

function compileTests(field: string, rules: Json, report: Report): Test[] {
  if (Array.isArray(rules) && rules.length > 0) {
    return rules.map((rule, index) => compileNested(`${field}[${index}]`, rule, report));
  }
  report(field, rules, 'must be a list of rules');
  return [];
}

function compileNested(field: string, rule: Json, report: Report): Test {
  if (isObject(rule) && 'Next' in rule) report(`${field}.Next`, rule.Next, 'may only stand in a rule at the top');
  return compileTest(field, rule, report);
}

interface Comparison {
  variable: Json | undefined;
  operator: string;
  operand: Json;
}

function compileComparison(field: string, { variable, operator, operand }: Comparison, report: Report): Test {
  const path = typeof variable === 'string' ? parsePath(variable) : undefined;
  if (!path) {
    report(`${field}.Variable`, variable, PATH_HELP);
    return never;
  }
  if (operator === 'IsPresent') {
    if (!isBoolean(operand)) report(`${field}.${operator}`, operand, 'must be a boolean');
    return (env) => (readPath(path, env) !== undefined) === operand;
  }
  const read = (env: Env) => present(readPath(path, env), path.text);
  return compileOperand(`${field}.${operator}`, { operator, operand, read }, report);
}

function compileOperand(
  field: string,
  { operator, operand, read }: { operator: string; operand: Json; read: (env: Env) => Json },
  report: Report,
): Test {
  const constant = operators.get(operator);
  if (constant) {
    if (!constant.accepts(operand)) report(field, operand, `must be a ${constant.wants}`);
    return (env) => constant.holds(read(env), operand);
  }
  const indirect = comparisons.find(([name]) => `${name}Path` === operator)?.[1];
  if (!indirect) {
    report(field, operand, 'is not a supported operator');
    return never;
  }
  const path = typeof operand === 'string' ? parsePath(operand) : undefined;
  if (!path) {
    report(field, operand, PATH_HELP);
    return never;
  }
  return (env) => indirect.holds(read(env), present(readPath(path, env), path.text));
}

function present(value: Json | undefined, path: string): Json {
  if (value !== undefined) return value;
  throw runtimeError(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
}
