import * as z from 'zod/mini';
import { SaidPhone } from '../../domain/resident/contact.ts';
import { Mistake } from '../mistake.ts';
import { peopleOf } from '../stack/desk.ts';
import { parsed, stackOf, stackOptions, stackUsage } from '../stack/flags.ts';
import { inAws, onOneMachine } from '../stack/place.ts';
import { explained } from '../stack/remedies.ts';
import { erasePerson } from './erase.ts';
import { exportPerson } from './export.ts';

const usage = `npm run people -- COMMAND PHONE [OPTIONS]

  export PHONE        everything that is kept of the person who has a telephone, as JSON
  erase PHONE         say what would be erased of them, and what stands against it
    --apply           erase it for good

${stackUsage}
  --residents NAME ResidentsTable
  --lines NAME     LinesTable
  --photos NAME    PhotosBucket`;

const options = {
  apply: { type: 'boolean', default: false },
  residents: { type: 'string' },
  lines: { type: 'string' },
  photos: { type: 'string' },
  help: { type: 'boolean', default: false },
  ...stackOptions,
} as const;

/** Runs a command line and answers the exit code: 0, or 1 if anything was refused or mistaken. */
export async function run(args: string[], print: (line: string) => void): Promise<number> {
  try {
    const { values, positionals } = parsed(args, options, usage);
    const [command, said] = positionals;
    if (values.help) {
      print(usage);
      return 0;
    }
    if (command !== 'export' && command !== 'erase')
      throw new Mistake(`"${command ?? ''}" is no command: say export or erase\n\n${usage}`);
    const phone = z.safeParse(SaidPhone, said);
    if (!phone.success) throw new Mistake(`"${said ?? ''}" is no telephone number: say it like +8613800138000`);
    const stack = stackOf(values);
    const people = peopleOf('url' in stack ? await onOneMachine(stack.url) : inAws(stack), values);
    if (command === 'erase') return await erasePerson(people, phone.data, { apply: values.apply }, print);
    print(JSON.stringify(await exportPerson(people, phone.data), null, 2));
    return 0;
  } catch (fault) {
    const mistake = explained(fault);
    if (!(mistake instanceof Mistake)) throw mistake;
    print(mistake.message);
    return 1;
  }
}
