import { type ParseArgsConfig, parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { Key } from '../../domain/primitives.ts';
import { Mistake } from '../mistake.ts';

/** How a command line says which stack it is about. */
export const stackUsage = `  --url URL        the stack of npm start (http://127.0.0.1:8787)
  or a stack in AWS, by its outputs, with the credentials of the environment:
  --machine ARN    CaseMachineArn
  --table NAME     CasesTable
  --directory NAME DirectoryTable
  --district D     District`;

export const stackOptions = {
  url: { type: 'string' },
  machine: { type: 'string' },
  table: { type: 'string' },
  directory: { type: 'string' },
  district: { type: 'string' },
} as const;

const TABLE = 'the name of a table, without its ARN';
const table = z.string().check(z.regex(/^[\w.-]{3,255}$/, TABLE));

/** The alias of a machine; a machine alone stands for its alias `live`. A version is no place to start executions. */
const Machine = z.pipe(
  z
    .string()
    .check(
      z.regex(
        /^arn:[^:]+:states:[a-z0-9-]+:\d+:stateMachine:[^:]+(:(?!\d+$)[^:]+)?$/,
        'the ARN of a state machine or its alias, like arn:aws:states:eu-central-1:111122223333:stateMachine:cases:live',
      ),
    ),
  z.transform((arn) => (arn.split(':').length === 8 ? arn : `${arn}:live`)),
);

/** Names of a stack in AWS, as its outputs tell them. */
export const Names = z.object({ machine: Machine, table, directory: table, district: Key });
export type Names = z.infer<typeof Names>;

const LOCAL = 'http://127.0.0.1:8787';
const Url = z.url({ protocol: /^https?$/, error: 'an address like http://127.0.0.1:8787' });

/** A stack on one machine by its address, or one in AWS by its names. */
export type Stack = { url: string } | Names;

export type Given = Partial<Record<string, string | boolean>>;

export function stackOf(values: Given): Stack {
  const named = Object.keys(Names.shape);
  const missing = named.filter((name) => values[name] === undefined);
  if (missing.length === named.length) return { url: checked(z.object({ url: Url }), { url: LOCAL, ...values }).url };
  if (values.url !== undefined) throw new Mistake('give either --url or the names of a stack in AWS, not both');
  if (missing.length === 0) return checked(Names, values);
  const flags = missing.map((name) => `--${name}`).join(', ');
  throw new Mistake(`${flags} is missing: the outputs of the stack tell it (aws cloudformation describe-stacks)`);
}

/** The command line as its options say; throws a Mistake with the usage where it does not fit them. */
export function parsed<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: T, usage: string) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Mistake(`${error.message}\n\n${usage}`, { cause: error });
  }
}

/** What a schema makes of flags; throws a Mistake that names every flag that is wrong, with the value received. */
export function checked<T extends z.core.$ZodType>(schema: T, values: Given): z.output<T> {
  const read = z.safeParse(schema, values);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path: [name = ''], message }) => {
    return `--${String(name)} ${values[String(name)]}: give ${message}`;
  });
  throw new Mistake(faults.join('\n'));
}
