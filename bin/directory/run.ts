import { parseArgs } from 'node:util';
import { Mistake } from '../mistake.ts';
import { directoryApi, type Login } from './api.ts';
import { exportFiles, importFiles, type Print, show } from './commands.ts';
import { readFiles } from './files.ts';

export const usage = `npm run directory -- COMMAND [OPTIONS]

  import FILE…    try out files and list every fault or change; nothing is written without --apply
                  FILE is KIND.json or KIND.csv, or a .json object of several kinds
                  KIND is units, officers, rosters, categories or calendars; or FILE is a duty table
                  .xlsx or .csv, one row a shift: 单位 日期 (or 星期) 开始 结束 值班人 电话 班次
    --apply       write them, if the trial found no fault
    --verbose     list each change, however many
  export          write each kind to a file that import takes back
    --out DIR     into this folder (directory)
  show            the district and its revision

  --api URL       the API (http://127.0.0.1:8787)
  --token T       act by this bearer token; or set GRIDLIGHT_TOKEN
  --persona ID    act as a persona of the local issuer, such as admin`;

const options = {
  apply: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  out: { type: 'string', default: 'directory' },
  api: { type: 'string', default: 'http://127.0.0.1:8787' },
  token: { type: 'string' },
  persona: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Runs a command line and answers the exit code: 0, or 1 if anything was refused, missing or mistaken. */
export async function run(args: string[], env: NodeJS.ProcessEnv, print: Print): Promise<number> {
  try {
    const { values, positionals } = parse(args);
    const [command, ...files] = positionals;
    if (values.help) {
      print(usage);
      return 0;
    }
    const commands: Partial<Record<string, () => Promise<number>>> = {
      import: async () => {
        const read = await readFiles(needed(files));
        return importFiles(await api(), read, values, print);
      },
      export: async () => exportFiles(await api(), values.out, print),
      show: async () => show(await api(), print),
    };
    const api = () => directoryApi(values.api, loginOf(values, env));
    const chosen = commands[command ?? ''];
    if (!chosen) throw new Mistake(`"${command ?? ''}" is no command: say import, export or show\n\n${usage}`);
    return await chosen();
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    print(error.message);
    return 1;
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Mistake(`${error.message}\n\n${usage}`, { cause: error });
  }
}

function needed(files: string[]): string[] {
  if (files.length === 0) throw new Mistake('import needs at least one file, like units.csv');
  return files;
}

function loginOf({ token, persona }: { token?: string; persona?: string }, env: NodeJS.ProcessEnv): Login {
  const own = token ?? env.GRIDLIGHT_TOKEN;
  if (persona !== undefined) return { persona };
  if (own !== undefined && own !== '') return { token: own };
  throw new Mistake('who are you? give --token, GRIDLIGHT_TOKEN, or --persona admin on one machine');
}
