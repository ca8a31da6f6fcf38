import { parseArgs } from 'node:util';
import * as z from 'zod/mini';

export const Flags = z.strictObject({
  /** 0 for any free port. */
  port: z.coerce
    .number('a whole number from 0 to 65535')
    .check(
      z.int('a whole number from 0 to 65535'),
      z.minimum(0, 'a whole number from 0 to 65535'),
      z.maximum(65_535, 'a whole number from 0 to 65535'),
    ),
  data: z.string().check(z.minLength(1)),
  /** Engine seconds per real second. */
  speed: z.coerce
    .number('a number above 0, at most 100000')
    .check(z.gt(0, 'a number above 0, at most 100000'), z.maximum(100_000, 'a number above 0, at most 100000')),
  empty: z.boolean(),
  sms: z.enum(['sns', 'gateway'], 'sns or gateway'),
});
export type Flags = z.infer<typeof Flags>;

export const usage = `npm start -- [--port 8787] [--data .gridlight] [--speed 1] [--empty] [--sms sns]

  --port N    where the API answers, on 127.0.0.1 only
  --data DIR  where the data is kept; started again on it, everything carries on
  --speed N   1440 makes a minute a day
  --empty     do not load the sample district into new data
  --sms WAY   by which SMS go out: sns, or a gateway as in China, which is played here and takes replies`;

/** Reads the command line; the text says what is wrong with it. */
export function readFlags(args: string[]): Flags | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '8787' },
        data: { type: 'string', default: '.gridlight' },
        speed: { type: 'string', default: '1' },
        empty: { type: 'boolean', default: false },
        sms: { type: 'string', default: 'sns' },
      },
    });
    const flags = Flags.safeParse(values);
    if (flags.success) return flags.data;
    const faults = flags.error.issues.map(({ path: [name], message }) => {
      const given = Object.entries(values).find(([flag]) => flag === name)?.[1];
      return `--${String(name)} ${given}: ${message}`;
    });
    return faults.join('\n');
  } catch (fault) {
    // What parseArgs does not know it throws.
    if (fault instanceof TypeError) return fault.message;
    throw fault;
  }
}
