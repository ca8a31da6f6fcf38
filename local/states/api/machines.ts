import * as z from 'zod/mini';
import type { Engine } from '../engine.ts';
import { findRevision, type Revision, versionNumber, versionsOf } from '../machines.ts';
import type { Registry } from '../registry.ts';
import type { Clock } from '../timers.ts';
import { checkName, type Operations, operation, page, paging, seconds } from './operation.ts';
import { Refusal } from './refusal.ts';

const text = z.optional(z.string());
const flag = z.optional(z.boolean());
const machineFields = { stateMachineArn: z.string() };

export interface Place {
  readonly region: string;
  readonly account: string;
}

/** Create, Update, Describe, List, Delete and Validate of state machines, and their versions. */
export function machineOperations(engine: Engine, registry: Registry, clock: Clock, place: Place): Operations {
  const { machines } = engine.world;

  function find(arn: string): Revision | Refusal {
    const found = findRevision(machines, arn);
    return found ?? new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  return {
    CreateStateMachine: operation(
      {
        name: z.string(),
        definition: z.string(),
        roleArn: z.string(),
        type: z.optional(z.literal('STANDARD')),
        publish: flag,
        versionDescription: text,
      },
      ({ name, definition, roleArn: role, versionDescription, ...input }) => {
        const refused = checkName(name) ?? checkDefinition(registry, definition);
        if (refused) return refused;
        const arn = machineArn(place, name);
        const earlier = machines.current.get(arn);
        if (earlier && (earlier.text !== definition || earlier.role !== role)) {
          return new Refusal('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
        }
        const machine = registry.save({ arn, name, text: definition, role });
        const version = input.publish ? registry.publish(machine, versionDescription).arn : undefined;
        return { stateMachineArn: arn, stateMachineVersionArn: version, creationDate: seconds(machine.created) };
      },
    ),

    UpdateStateMachine: operation(
      { ...machineFields, definition: text, roleArn: text, publish: flag, versionDescription: text },
      ({ stateMachineArn: arn, definition, roleArn, versionDescription, ...input }) => {
        const machine = find(arn);
        if (machine instanceof Refusal) return machine;
        const next = { text: definition ?? machine.text, role: roleArn ?? machine.role };
        const refused = checkDefinition(registry, next.text);
        if (refused) return refused;
        const saved = registry.save({ arn: machine.group, name: machine.name, ...next });
        const version = input.publish ? registry.publish(saved, versionDescription).arn : undefined;
        return { updateDate: seconds(clock.now()), revisionId: String(saved.no), stateMachineVersionArn: version };
      },
    ),

    DescribeStateMachine: operation({ ...machineFields, includedData: text }, ({ stateMachineArn: arn }) => {
      const machine = find(arn);
      if (machine instanceof Refusal) return machine;
      return {
        stateMachineArn: arn,
        name: machine.name,
        status: 'ACTIVE',
        definition: machine.text,
        roleArn: machine.role,
        type: 'STANDARD',
        creationDate: seconds(machine.created),
        revisionId: String(machine.no),
        description: machine.description,
      };
    }),

    ListStateMachines: operation(paging, (paging) => {
      const all = [...machines.current.values()].filter(({ arn, group }) => arn === group).sort((a, b) => a.no - b.no);
      const listed = page(all, ({ no }) => no, paging);
      if (listed instanceof Refusal) return listed;
      return { stateMachines: listed.items.map(summary), nextToken: listed.nextToken };
    }),

    DeleteStateMachine: operation(machineFields, ({ stateMachineArn: arn }) => {
      if (machines.current.has(arn)) registry.remove(arn);
      return {};
    }),

    ValidateStateMachineDefinition: operation(
      {
        definition: z.string(),
        type: z.optional(z.literal('STANDARD')),
        severity: text,
        maxResults: paging.maxResults,
      },
      ({ definition }) => {
        const problems = registry.problems(definition);
        return {
          result: problems.length === 0 ? 'OK' : 'FAIL',
          diagnostics: problems.map((message) => ({ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message })),
        };
      },
    ),

    PublishStateMachineVersion: operation({ ...machineFields, description: text }, (input) => {
      const machine = find(input.stateMachineArn);
      if (machine instanceof Refusal) return machine;
      const version = registry.publish(machine, input.description);
      return { stateMachineVersionArn: version.arn, creationDate: seconds(version.created) };
    }),

    ListStateMachineVersions: operation({ ...machineFields, ...paging }, ({ stateMachineArn: arn, ...paging }) => {
      const machine = find(arn);
      if (machine instanceof Refusal) return machine;
      const listed = page(versionsOf(machines, machine.group), (version) => -versionNumber(version), paging);
      if (listed instanceof Refusal) return listed;
      const stateMachineVersions = listed.items.map(({ arn, created }) => ({
        stateMachineVersionArn: arn,
        creationDate: seconds(created),
      }));
      return { stateMachineVersions, nextToken: listed.nextToken };
    }),

    DeleteStateMachineVersion: operation({ stateMachineVersionArn: z.string() }, ({ stateMachineVersionArn: arn }) => {
      const alias = [...machines.aliases.values()].find(({ target }) => target === arn);
      if (alias) return new Refusal('ConflictException', `Version ${arn} is in use by alias ${alias.arn}`);
      if (machines.current.has(arn)) registry.remove(arn);
      return {};
    }),
  };
}

const summary = ({ arn, name, created }: Revision) => ({
  stateMachineArn: arn,
  name,
  type: 'STANDARD',
  creationDate: seconds(created),
});

function checkDefinition(registry: Registry, definition: string): Refusal | undefined {
  const problems = registry.problems(definition);
  if (problems.length === 0) return undefined;
  return new Refusal('InvalidDefinition', `Invalid State Machine Definition: '${problems.join('; ')}'`);
}

function machineArn({ region, account }: Place, name: string): string {
  const partitions = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
  ];
  const partition = partitions.find(([prefix = '']) => region.startsWith(prefix))?.[1] ?? 'aws';
  return `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;
}
