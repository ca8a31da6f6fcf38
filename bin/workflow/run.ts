import { Mistake } from '../mistake.ts';
import { inAws, onOneMachine } from '../stack/place.ts';
import { explained } from '../stack/remedies.ts';
import { readFlags, usage } from './flags.ts';
import { migrate, type Print } from './migrate.ts';
import { openWorkflow } from './workflow.ts';

/** Runs a command line and answers the exit code: 0, or 1 if anything failed or was mistaken. */
export async function run(args: string[], print: Print): Promise<number> {
  try {
    const { command, help, stack, ...choice } = readFlags(args);
    if (help) {
      print(usage);
      return 0;
    }
    if (command !== 'migrate') throw new Mistake(`"${command ?? ''}" is no command: say migrate\n\n${usage}`);
    const place = 'url' in stack ? await onOneMachine(stack.url) : inAws(stack);
    return await migrate(openWorkflow(place), choice, print);
  } catch (fault) {
    const mistake = explained(fault);
    if (!(mistake instanceof Mistake)) throw mistake;
    print(mistake.message);
    return 1;
  }
}
