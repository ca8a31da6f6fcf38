import { parseDefinition } from './definition.ts';
import type { Engine } from './engine.ts';
import { isJson } from './json.ts';
import { type Revision, versionNumber, versionsOf } from './machines.ts';
import type { Clock } from './timers.ts';

export interface MachineToSave {
  readonly arn: string;
  readonly name: string;
  /** A JSON text. */
  readonly text: string;
  readonly role?: string | undefined;
  readonly description?: string | undefined;
}

/** Writes machines and aliases. What is there already in the same form is left as it is. */
export interface Registry {
  /** Everything that keeps a definition from running here; empty when it can. */
  problems(text: string): readonly string[];
  /** Saves a machine whose definition has no problems. */
  save(machine: MachineToSave): Revision;
  /** Publishes what a machine is now as its next version; the same as the newest version is that version. */
  publish(machine: Revision, description?: string): Revision;
  /** The newest version of a machine; throws if it has none. */
  newestOf(arn: string): Revision;
  saveAlias(arn: string, target: string, description?: string): void;
  remove(arn: string): void;
}

export function createRegistry(engine: Engine, clock: Clock): Registry {
  const { machines } = engine.world;
  function save({ arn, name, text, role, description }: MachineToSave): Revision {
    const earlier = machines.current.get(arn);
    if (earlier && earlier.text === text && earlier.role === role) return earlier;
    const revision = engine.world.lastRevision + 1;
    engine.save({ k: 'machine', t: clock.now(), revision, arn, name, definition: text, role, description });
    const saved = machines.current.get(arn);
    if (saved) return saved;
    throw new Error(`machine ${arn} was not saved`);
  }

  return {
    problems: definitionProblems,
    save,
    publish({ arn, name, text, role }, description) {
      const [latest] = versionsOf(machines, arn);
      if (latest && latest.text === text && latest.role === role) return latest;
      return save({ arn: `${arn}:${versionNumber(latest) + 1}`, name, text, role, description });
    },
    newestOf(arn) {
      const [latest] = versionsOf(machines, arn);
      if (latest) return latest;
      throw new Error(`machine ${arn} has no version: an alias leads to one`);
    },
    saveAlias(arn, target, description) {
      const earlier = machines.aliases.get(arn);
      if (earlier?.target === target && earlier.description === description) return;
      engine.save({ k: 'alias', t: clock.now(), arn, target, description });
    },
    remove(arn) {
      engine.save({ k: 'machineDeleted', t: clock.now(), arn });
    },
  };
}

/** What keeps a definition text from running here. */
export function definitionProblems(text: string): readonly string[] {
  if (!isJson(text)) return ['definition: is not JSON'];
  const read = parseDefinition(JSON.parse(text));
  return 'problems' in read ? read.problems : [];
}
