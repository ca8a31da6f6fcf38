import { parseArgs } from 'node:util';
import { fetchBundle, type Login } from './fetch.ts';
import { Unreadable } from './unreadable.ts';
import { type Print, verifyFile } from './verify.ts';

export const usage = `npm run evidence -- COMMAND [OPTIONS]

  verify FILE         tell whether an evidence bundle is what was sealed; needs no network
    --key PEM         with the district's key in this file, as GET /evidence/key answers it
    --checkpoints DIR with the checkpoints that were copied out of the vault into this folder
                      exit code 0: true, 1: changed, 2: cannot be read
  fetch REVIEW        save the bundle of a review
    --out FILE        as this file (evidence-REVIEW.json)
    --api URL         the API (http://127.0.0.1:8787)
    --token T         act by this bearer token; or set GRIDLIGHT_TOKEN
    --persona ID      act as a persona of the local issuer, such as shawan`;

const options = {
  key: { type: 'string' },
  checkpoints: { type: 'string' },
  out: { type: 'string' },
  api: { type: 'string', default: 'http://127.0.0.1:8787' },
  token: { type: 'string' },
  persona: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const CANNOT_READ = 2;

/** Runs a command line and answers the exit code. */
export async function run(args: string[], env: NodeJS.ProcessEnv, print: Print): Promise<number> {
  try {
    const { values, positionals } = parse(args);
    const [command, given] = positionals;
    if (values.help) {
      print(usage);
      return 0;
    }
    const commands: Partial<Record<string, (what: string) => number | Promise<number>>> = {
      verify: (file) => verifyFile(file, values, print),
      fetch: (review) => fetchBundle(review, values.out, values.api, loginOf(values, env), print),
    };
    const chosen = commands[command ?? ''];
    if (!chosen || given === undefined) throw new Unreadable(`say verify FILE or fetch REVIEW\n\n${usage}`);
    return await chosen(given);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    print(error.message);
    return CANNOT_READ;
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Unreadable(`${error.message}\n\n${usage}`, { cause: error });
  }
}

function loginOf({ token, persona }: { token?: string; persona?: string }, env: NodeJS.ProcessEnv): Login {
  const own = token ?? env.GRIDLIGHT_TOKEN;
  if (persona !== undefined) return { persona };
  if (own !== undefined && own !== '') return { token: own };
  throw new Unreadable('who are you? give --token, GRIDLIGHT_TOKEN, or --persona shawan on one machine');
}
