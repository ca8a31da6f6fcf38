import * as fc from 'fast-check';
import { badText, badValue, Pairs } from './bad-values.ts';
import type { Json } from './operations.ts';

/** Values that mean something to the server, by the name of the field that takes them. */
export type Known = Record<string, readonly unknown[]>;

const MOST_DEPTH = 4;

/** Makes arbitraries of values that mostly fit a JSON Schema, so that what is bad in them is reached. */
export function fromSchemas(schemas: Record<string, Json>, known: Known) {
  const made = new Map<string, fc.Arbitrary<unknown>>();

  function fitting(schema: Json, name: string, depth: number): fc.Arbitrary<unknown> {
    const own = known[name];
    const other = plain(schema, name, depth);
    return own ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: other }) : other;
  }

  function plain(schema: Json, name: string, depth: number): fc.Arbitrary<unknown> {
    if (typeof schema.$ref === 'string') return named(schema.$ref.split('/').at(-1) ?? '', name, depth);
    const several = schema.anyOf ?? schema.oneOf;
    if (Array.isArray(several))
      return fc.oneof(...several.map((each: Json) => plain({ ...without(schema), ...each }, name, depth)));
    if (Array.isArray(schema.allOf)) return plain(Object.assign(without(schema), ...schema.allOf), name, depth);
    if ('const' in schema) return fc.constant(schema.const);
    if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
    return ofType(schema, depth);
  }

  function named(ref: string, name: string, depth: number): fc.Arbitrary<unknown> {
    const schema = schemas[ref];
    if (!schema) throw new Error(`no schema ${ref} in the description`);
    if (depth > MOST_DEPTH) return badValue;
    const found = made.get(ref) ?? plain(schema, name, depth + 1);
    made.set(ref, found);
    return found;
  }

  function ofType(schema: Json, depth: number): fc.Arbitrary<unknown> {
    const least = Number(schema.minimum ?? -10);
    const most = Number(schema.maximum ?? 10_000);
    switch (schema.type) {
      case 'string':
        return fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom('a', '路灯不亮', 'x'.repeat(Number(schema.minLength ?? 1))) },
          { weight: 1, arbitrary: badText },
        );
      case 'integer':
        return fc.integer({ min: Math.ceil(Math.max(least, -1e9)), max: Math.floor(Math.min(most, 1e9)) });
      case 'number':
        return fc.double({ min: least, max: most, noNaN: true });
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return arrayOf(schema, depth);
      case 'object':
        return objectOf(schema, depth);
      default:
        return badValue;
    }
  }

  function arrayOf({ prefixItems, items }: Json, depth: number): fc.Arbitrary<unknown> {
    if (Array.isArray(prefixItems)) return fc.tuple(...prefixItems.map((each: Json) => fitting(each, '', depth + 1)));
    return fc.array(fitting((items as Json | undefined) ?? {}, '', depth + 1), { maxLength: 3 });
  }

  function objectOf(schema: Json, depth: number): fc.Arbitrary<unknown> {
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Json>);
    const required = (schema.required ?? []) as string[];
    const model = properties.map(([name, own]) => [name, fitting(own, name, depth + 1)] as const);
    return fc.record(Object.fromEntries(model), { requiredKeys: required });
  }

  return (schema: Json, name = ''): fc.Arbitrary<unknown> => fitting(schema, name, 0);
}

const without = ({ anyOf: _, oneOf: __, allOf: ___, ...rest }: Json): Json => rest;

/** A value that is bad somewhere: a field replaced, taken out, added or given twice, at any depth. */
export const spoiled = (sound: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: sound },
    { weight: 7, arbitrary: fc.tuple(sound, badValue, badText, fc.nat(), fc.nat()).map((given) => spoil(...given)) },
    { weight: 1, arbitrary: badValue },
  );

function spoil(value: unknown, bad: unknown, name: string, at: number, how: number): unknown {
  if (Array.isArray(value) && value.length > 0) {
    if (how % 4 === 0) return [...value, ...value, ...value];
    const index = at % value.length;
    return value.with(index, spoil(value[index], bad, name, at >> 2, how));
  }
  if (typeof value !== 'object' || value === null || value instanceof Pairs) return bad;
  const pairs = Object.entries(value);
  const index = at % Math.max(1, pairs.length);
  const [key = name, inner] = pairs[index] ?? [];
  const others = pairs.filter((_, each) => each !== index);
  const ways: (() => unknown)[] = [
    () => new Pairs([...others, [key, bad]]),
    () => new Pairs([...others, [key, spoil(inner, bad, name, at >> 2, how)]]),
    () => new Pairs(others),
    () => new Pairs([...pairs, [name, bad]]),
    () => new Pairs([...pairs, [key, bad]]),
    () => new Pairs([[key, bad], ...pairs]),
    () => new Pairs([...pairs, ['__proto__', bad]]),
  ];
  return ways[how % ways.length]?.();
}
