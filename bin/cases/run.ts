import { Mistake } from '../mistake.ts';
import { deskOf, linesOf, photoRemovalOf, residentsOf } from '../stack/desk.ts';
import { parsed, stackOf, stackOptions, stackUsage } from '../stack/flags.ts';
import { inAws, onOneMachine } from '../stack/place.ts';
import { explained } from '../stack/remedies.ts';
import { erase, numbers } from './erase.ts';
import { notify, unreached } from './unreached.ts';

const usage = `npm run cases -- COMMAND [OPTIONS]

  erase CASE…      say what people wrote in ended cases, and what stands against erasing it
    --apply        erase it for good, with its photos; events, lights and their chain stay
    --photos NAME --residents NAME  PhotosBucket and ResidentsTable, for a stack in AWS
  unreached        list the notices that reached no telephone
    --lines NAME   LinesTable, for a stack in AWS
  notify CASE…     have those of these cases tried again at once

${stackUsage}`;

const options = {
  apply: { type: 'boolean', default: false },
  lines: { type: 'string' },
  photos: { type: 'string' },
  residents: { type: 'string' },
  help: { type: 'boolean', default: false },
  ...stackOptions,
} as const;

const COMMANDS = ['erase', 'unreached', 'notify'] as const;
const isCommand = (word: string | undefined): word is (typeof COMMANDS)[number] =>
  COMMANDS.some((command) => command === word);

/** Runs a command line and answers the exit code: 0, or 1 if anything was refused or mistaken. */
export async function run(args: string[], print: (line: string) => void): Promise<number> {
  try {
    const { values, positionals } = parsed(args, options, usage);
    const [command, ...ids] = positionals;
    if (values.help) {
      print(usage);
      return 0;
    }
    if (!isCommand(command))
      throw new Mistake(`"${command ?? ''}" is no command: say ${COMMANDS.join(', ')}\n\n${usage}`);
    const cases = command === 'unreached' ? [] : numbers(ids);
    const stack = stackOf(values);
    const place = 'url' in stack ? await onOneMachine(stack.url) : inAws(stack);
    const desk = deskOf(place);
    if (command === 'unreached') return await unreached(desk, linesOf(place, values.lines), print);
    if (command === 'notify') return await notify(desk, cases, print);
    const removePhotos = values.apply ? photoRemovalOf(place, values.photos) : undefined;
    const residents = values.apply ? residentsOf(place, values.residents) : undefined;
    return await erase(desk, cases, removePhotos, residents, print);
  } catch (fault) {
    const mistake = explained(fault);
    if (!(mistake instanceof Mistake)) throw mistake;
    print(mistake.message);
    return 1;
  }
}
