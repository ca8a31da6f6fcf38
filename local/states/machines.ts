import { parseDefinition } from './definition.ts';
import { parseJson } from './json.ts';
import type { RowOf } from './row.ts';
import type { Definition } from './state.ts';

/** One definition under one ARN. Executions keep the revision they were started on. */
export interface Revision {
  readonly no: number;
  /** Machine ARN, or the ARN of a version. */
  readonly arn: string;
  /** Machine ARN without version: what names are unique in. */
  readonly group: string;
  readonly name: string;
  readonly text: string;
  readonly definition: Definition;
  readonly created: number;
  readonly role: string | undefined;
  readonly description: string | undefined;
}

export interface Alias {
  readonly arn: string;
  readonly target: string;
  readonly created: number;
  readonly updated: number;
  readonly description: string | undefined;
}

/** The machines, versions and aliases there are. */
export interface Machines {
  readonly revisions: Map<number, Revision>;
  /** The current revision of each machine and version ARN. */
  readonly current: Map<string, Revision>;
  readonly aliases: Map<string, Alias>;
}

export const createMachines = (): Machines => ({ revisions: new Map(), current: new Map(), aliases: new Map() });

/** The machine ARN of a machine, version or alias ARN. */
export const groupOf = (arn: string): string => arn.split(':', 7).join(':');

/** What an ARN starts: an alias leads to its version. */
export function findRevision(machines: Machines, arn: string): Revision | undefined {
  return machines.current.get(machines.aliases.get(arn)?.target ?? arn);
}

/** The number of a version; 0 for what is none. */
export const versionNumber = (revision: Revision | undefined): number =>
  Number(/:stateMachine:[^:]+:(\d+)$/.exec(revision?.arn ?? '')?.[1] ?? 0);

/** The versions of a machine, newest first. */
export const versionsOf = ({ current }: Machines, arn: string): Revision[] =>
  [...current.values()]
    .filter((revision) => revision.group === arn && versionNumber(revision) > 0)
    .sort((a, b) => versionNumber(b) - versionNumber(a));

export function saveMachine(machines: Machines, row: RowOf<'machine'>): void {
  const earlier = machines.current.get(row.arn);
  const same = earlier?.text === row.definition ? earlier.definition : undefined;
  const revision: Revision = {
    no: row.revision,
    arn: row.arn,
    group: groupOf(row.arn),
    name: row.name,
    text: row.definition,
    definition: same ?? readDefinition(row.arn, row.definition),
    created: earlier?.created ?? row.t,
    role: row.role,
    description: row.description,
  };
  machines.revisions.set(revision.no, revision);
  machines.current.set(revision.arn, revision);
}

/** Reads a definition text; throws an error that lists everything wrong in it. */
export function readDefinition(arn: string, text: string): Definition {
  const definition = parseDefinition(parseJson(text));
  if (!('problems' in definition)) return definition;
  throw new Error(`machine ${arn} cannot run here:\n  ${definition.problems.join('\n  ')}`);
}

export function saveAlias(machines: Machines, { arn, target, t, description }: RowOf<'alias'>): void {
  const created = machines.aliases.get(arn)?.created ?? t;
  machines.aliases.set(arn, { arn, target, created, updated: t, description });
}

/** Forgets a machine with its versions and aliases, or one of those; revisions stay for what still runs on them. */
export function deleteMachine(machines: Machines, arn: string): void {
  for (const registry of [machines.current, machines.aliases]) {
    for (const key of registry.keys()) if (key === arn || key.startsWith(`${arn}:`)) registry.delete(key);
  }
}
