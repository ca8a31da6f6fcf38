import * as z from 'zod/mini';
import type { Template } from './assembly.ts';

/** What a template is resolved against: pseudo-parameters, and what Ref and Fn::GetAtt give for a resource. */
export interface Scope {
  readonly pseudo: Readonly<Record<string, string>>;
  ref(logicalId: string): string;
  attribute(logicalId: string, name: string): string;
}

const noValue = Symbol('AWS::NoValue');
const Pair = z.tuple([z.string(), z.unknown()]);
const Text = z.string();
const List = z.array(z.unknown());

/**
 * Returns functions that replace the intrinsic functions of `template` by their values, and that tell whether a condition holds.
 * An intrinsic function that is not known is refused by name.
 */
export function createResolver(template: Template, scope: Scope) {
  const intrinsics: Record<string, (argument: unknown) => unknown> = {
    Ref: (name) => reference(Text.parse(name)),
    Condition: (name) => holds(Text.parse(name)),
    'Fn::GetAtt': (argument) => {
      const [logicalId, name] = typeof argument === 'string' ? argument.split(/\.(.*)/s) : List.parse(argument);
      return scope.attribute(Text.parse(logicalId), Text.parse(resolve(name)));
    },
    'Fn::Sub': (argument) => {
      const [text, values] = typeof argument === 'string' ? [argument, {}] : Pair.parse(argument);
      return substitute(text, z.record(z.string(), z.unknown()).parse(resolve(values)));
    },
    'Fn::Join': (argument) => {
      const [separator, parts] = Pair.parse(argument);
      return List.parse(resolve(parts)).map(String).join(separator);
    },
    'Fn::Split': (argument) => {
      const [separator, text] = Pair.parse(argument);
      return Text.parse(resolve(text)).split(separator);
    },
    'Fn::Select': (argument) => {
      const [index, list] = z.tuple([z.unknown(), z.unknown()]).parse(argument);
      return List.parse(resolve(list))[Number(resolve(index))];
    },
    'Fn::FindInMap': (argument) => {
      const [map, first, second] = z.tuple([Text, Text, Text]).parse(resolve(argument));
      return template.Mappings[map]?.[first]?.[second];
    },
    'Fn::If': (argument) => {
      const [name, then, otherwise] = z.tuple([Text, z.unknown(), z.unknown()]).parse(argument);
      return resolve(holds(name) ? then : otherwise);
    },
    'Fn::Equals': (argument) => {
      const [one, other] = z.tuple([z.unknown(), z.unknown()]).parse(resolve(argument));
      return one === other;
    },
    'Fn::And': (argument) => List.parse(argument).every(resolve),
    'Fn::Or': (argument) => List.parse(argument).some(resolve),
    'Fn::Not': (argument) => !List.parse(argument).every(resolve),
  };

  function reference(name: string): unknown {
    if (name === 'AWS::NoValue') return noValue;
    const parameter = template.Parameters[name];
    return scope.pseudo[name] ?? (parameter ? parameter.Default : scope.ref(name));
  }

  function holds(name: string): boolean {
    if (!(name in template.Conditions)) throw new Error(`the template has no condition ${name}`);
    return resolve(template.Conditions[name]) === true;
  }

  function substitute(text: string, values: Record<string, unknown>): string {
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in values) return String(values[name]);
      const [logicalId = name, attribute] = name.split(/\.(.*)/s);
      return attribute ? scope.attribute(logicalId, attribute) : String(reference(name));
    });
  }

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== noValue);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'))) {
      const intrinsic = intrinsics[name];
      if (intrinsic) return intrinsic(argument);
      if (name.startsWith('Fn::')) throw new Error(`the template uses ${name}, which the embedded cloud does not know`);
    }
    return Object.fromEntries(
      entries.map(([key, item]) => [key, resolve(item)] as const).filter(([, item]) => item !== noValue),
    );
  }

  return { resolve, holds };
}
