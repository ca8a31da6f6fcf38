import * as z from 'zod/mini';
import { checked, parsed, type Stack, stackOf, stackOptions, stackUsage } from '../stack/flags.ts';

export const usage = `npm run workflow -- migrate [OPTIONS]

  migrate          list the running executions that are older than the version the alias leads to
    --apply        start each case again under that version, then stop its old execution
    --older-than V only those of a version before V
    --limit N      at most N executions, those of the oldest versions and cases first

${stackUsage}`;

const options = {
  apply: { type: 'boolean', default: false },
  'older-than': { type: 'string' },
  limit: { type: 'string' },
  help: { type: 'boolean', default: false },
  ...stackOptions,
} as const;

const WHOLE = 'a whole number from 1 on';
const count = z.optional(z.coerce.number(WHOLE).check(z.int(WHOLE), z.minimum(1, WHOLE)));
const Choice = z.object({ apply: z.boolean(), 'older-than': count, limit: count });

export interface Flags {
  command: string | undefined;
  help: boolean;
  apply: boolean;
  olderThan: number | undefined;
  limit: number | undefined;
  stack: Stack;
}

/** Reads the command line; throws a Mistake that names every flag that is wrong, with the value received. */
export function readFlags(args: string[]): Flags {
  const { values, positionals } = parsed(args, options, usage);
  const { apply, 'older-than': olderThan, limit } = checked(Choice, values);
  return { command: positionals[0], help: values.help, apply, olderThan, limit, stack: stackOf(values) };
}
