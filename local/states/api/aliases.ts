import * as z from 'zod/mini';
import type { Engine } from '../engine.ts';
import { type Alias, groupOf } from '../machines.ts';
import type { Registry } from '../registry.ts';
import type { Clock } from '../timers.ts';
import { checkName, type Operations, operation, page, paging, seconds } from './operation.ts';
import { Refusal } from './refusal.ts';

const text = z.optional(z.string());
const aliasFields = { stateMachineAliasArn: z.string() };
const Route = z.strictObject({ stateMachineVersionArn: z.string(), weight: z.literal(100) });
const routes = z.array(Route).check(z.length(1));

/** Aliases that lead to one version each; a split between versions is refused. */
export function aliasOperations(engine: Engine, registry: Registry, clock: Clock): Operations {
  const { machines } = engine.world;

  function find(arn: string): Alias | Refusal {
    const found = machines.aliases.get(arn);
    return found ?? new Refusal('ResourceNotFound', `Alias Does Not Exist: '${arn}'`);
  }

  function save(arn: string, target: string, description: string | undefined): Alias | Refusal {
    if (!machines.current.has(target)) return new Refusal('ResourceNotFound', `Version Does Not Exist: '${target}'`);
    registry.saveAlias(arn, target, description);
    return find(arn);
  }

  return {
    CreateStateMachineAlias: operation(
      { name: z.string(), routingConfiguration: routes, description: text },
      ({ name, routingConfiguration: [route], description }) => {
        const target = route?.stateMachineVersionArn ?? '';
        const arn = `${groupOf(target)}:${name}`;
        const earlier = machines.aliases.get(arn);
        if (earlier && earlier.target !== target)
          return new Refusal('ConflictException', `Alias ${arn} exists already`);
        const alias = checkName(name) ?? save(arn, target, description);
        return alias instanceof Refusal ? alias : { stateMachineAliasArn: arn, creationDate: seconds(alias.created) };
      },
    ),

    UpdateStateMachineAlias: operation(
      { ...aliasFields, routingConfiguration: z.optional(routes), description: text },
      ({ stateMachineAliasArn: arn, routingConfiguration, description }) => {
        const earlier = find(arn);
        if (earlier instanceof Refusal) return earlier;
        const target = routingConfiguration?.[0]?.stateMachineVersionArn ?? earlier.target;
        const alias = save(arn, target, description ?? earlier.description);
        return alias instanceof Refusal ? alias : { updateDate: seconds(clock.now()) };
      },
    ),

    DescribeStateMachineAlias: operation(aliasFields, ({ stateMachineAliasArn: arn }) => {
      const alias = find(arn);
      if (alias instanceof Refusal) return alias;
      return {
        stateMachineAliasArn: arn,
        name: arn.split(':').at(-1),
        description: alias.description,
        routingConfiguration: [{ stateMachineVersionArn: alias.target, weight: 100 }],
        creationDate: seconds(alias.created),
        updateDate: seconds(alias.updated),
      };
    }),

    ListStateMachineAliases: operation({ stateMachineArn: z.string(), ...paging }, ({ stateMachineArn, ...paging }) => {
      const all = [...machines.aliases.values()].filter(({ arn }) => groupOf(arn) === groupOf(stateMachineArn));
      const numbered = all.map((alias, index) => ({ alias, index }));
      const listed = page(numbered, ({ index }) => index, paging);
      if (listed instanceof Refusal) return listed;
      const stateMachineAliases = listed.items.map(({ alias }) => ({
        stateMachineAliasArn: alias.arn,
        creationDate: seconds(alias.created),
      }));
      return { stateMachineAliases, nextToken: listed.nextToken };
    }),

    DeleteStateMachineAlias: operation(aliasFields, ({ stateMachineAliasArn: arn }) => {
      const alias = find(arn);
      if (alias instanceof Refusal) return alias;
      registry.remove(arn);
      return {};
    }),
  };
}
