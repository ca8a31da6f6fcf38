import * as z from 'zod/mini';

type Test = (value: unknown) => boolean;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
};

/** The matchers of the event filter language that are known here; each makes a test from what is written beside its name. */
const matchers: Record<string, (argument: unknown) => Test> = {
  exists: (argument) => {
    const wanted = z.boolean().parse(argument);
    return (value) => (value !== undefined) === wanted;
  },
  prefix: (argument) => {
    const prefix = z.string().parse(argument);
    return (value) => typeof value === 'string' && value.startsWith(prefix);
  },
  suffix: (argument) => {
    const suffix = z.string().parse(argument);
    return (value) => typeof value === 'string' && value.endsWith(suffix);
  },
  'anything-but': (argument) => {
    const unwanted = z.union([scalar, z.array(scalar)]).parse(argument);
    const list: unknown[] = Array.isArray(unwanted) ? unwanted : [unwanted];
    return (value) => value !== undefined && !list.includes(value);
  },
  numeric: (argument) => {
    const parts = z.array(z.union([z.string(), z.number()])).parse(argument);
    const bounds = parts.flatMap((operator, index) => {
      const compare = comparisons[operator];
      const bound = parts[index + 1];
      return compare && typeof bound === 'number' ? [(value: number) => compare(value, bound)] : [];
    });
    if (bounds.length * 2 !== parts.length)
      throw new Error(`numeric filter ${JSON.stringify(argument)} is not understood`);
    return (value) => typeof value === 'number' && bounds.every((holds) => holds(value));
  },
};

/**
 * Makes one test of a mapping's filter patterns: a record passes if any of them matches, and every record if there are none.
 * Throws, naming it, for a matcher that the embedded cloud does not know.
 */
export function createFilter(patterns: readonly string[]): Test {
  const tests = patterns.map((pattern) => pass(z.record(z.string(), z.unknown()).parse(JSON.parse(pattern))));
  return tests.length === 0 ? () => true : (record) => tests.some((test) => test(record));
}

function pass(pattern: Record<string, unknown>): Test {
  const tests = Object.entries(pattern).map(([name, inner]): Test => {
    if (name === '$or') throw new Error('stream filters with $or are not known to the embedded cloud');
    const test = Array.isArray(inner) ? leaf(inner) : pass(z.record(z.string(), z.unknown()).parse(inner));
    return (value) => test(isRecord(value) ? value[name] : undefined);
  });
  return (value) => tests.every((test) => test(value));
}

function leaf(alternatives: unknown[]): Test {
  const tests = alternatives.map((alternative): Test => {
    if (!isRecord(alternative)) return (value) => value === alternative;
    const [name = '', argument] = Object.entries(alternative)[0] ?? [];
    const matcher = matchers[name];
    if (!matcher) throw new Error(`the stream filter matcher "${name}" is not known to the embedded cloud`);
    return matcher(argument);
  });
  return (value) => {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return tests.some((test) => values.some(test));
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
