import { Mistake } from '../mistake.ts';
import { deskOf } from '../stack/desk.ts';
import { parsed, stackOf, stackOptions, stackUsage } from '../stack/flags.ts';
import { inAws, onOneMachine } from '../stack/place.ts';
import { explained } from '../stack/remedies.ts';
import { erase, numbers } from './erase.ts';

const usage = `npm run cases -- erase CASE… [OPTIONS]

  erase CASE…      say what people wrote in ended cases, and what stands against erasing it
    --apply        erase it for good; events, lights and their chain stay

${stackUsage}`;

const options = {
  apply: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  ...stackOptions,
} as const;

/** Runs a command line and answers the exit code: 0, or 1 if anything was refused or mistaken. */
export async function run(args: string[], print: (line: string) => void): Promise<number> {
  try {
    const { values, positionals } = parsed(args, options, usage);
    const [command, ...ids] = positionals;
    if (values.help) {
      print(usage);
      return 0;
    }
    if (command !== 'erase') throw new Mistake(`"${command ?? ''}" is no command: say erase\n\n${usage}`);
    const cases = numbers(ids);
    const stack = stackOf(values);
    const place = 'url' in stack ? await onOneMachine(stack.url) : inAws(stack);
    return await erase(deskOf(place), cases, { apply: values.apply, district: place.district }, print);
  } catch (fault) {
    const mistake = explained(fault);
    if (!(mistake instanceof Mistake)) throw mistake;
    print(mistake.message);
    return 1;
  }
}
