import * as z from 'zod/mini';
import { logicalIdIn, type Resource, resourcesOf, type Template, textOf } from './template.ts';

/** One action that the role of `who` allows on one resource. */
export interface Permission {
  /** Logical id of the function, machine or schedule that has the role. */
  who: string;
  /** `dynamodb:GetItem`. */
  action: string;
  /** As `textOf` writes it: `${TablesCases698FA840.Arn}`, `${TablesCases698FA840.Arn}/index/holding`, `arn:…:*`. */
  resource: string;
  /** The statement allows everything but `resource`. */
  except: boolean;
  conditions: unknown;
}

const oneOrMore = z.pipe(
  z.unknown(),
  z.transform((value): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])),
);
const Statement = z.strictObject({
  Effect: z.literal('Allow'),
  Action: oneOrMore,
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  Condition: z.optional(z.unknown()),
});
const Policies = z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) }));

/**
 * Every permission in the template, of every function, machine and schedule. Throws when a role carries rights that
 * are not written out in it: managed policies, policies apart from it, or statements other than Allow.
 */
export function permissions(template: Template): Permission[] {
  refuseOtherRights(template);
  const roles = resourcesOf(template, 'AWS::IAM::Role');
  return [...holders(template)].flatMap(([who, role]) => {
    const resource = roles.get(role);
    if (!resource) throw new Error(`${who} has the role ${role}, which is not in the template`);
    return rightsOf(resource).map((right) => ({ who, ...right }));
  });
}

/** Who has a role: logical id → logical id of the role. */
function holders(template: Template): Map<string, string> {
  const roleOf: Record<string, (resource: Resource) => unknown> = {
    'AWS::Lambda::Function': ({ Properties }) => Properties.Role,
    'AWS::StepFunctions::StateMachine': ({ Properties }) => Properties.RoleArn,
    'AWS::Scheduler::Schedule': ({ Properties }) => z.object({ RoleArn: z.unknown() }).parse(Properties.Target).RoleArn,
  };
  return new Map(
    Object.entries(template.Resources).flatMap(([id, resource]): [string, string][] => {
      const role = roleOf[resource.Type]?.(resource);
      return role === undefined ? [] : [[id, logicalIdIn(textOf(role))]];
    }),
  );
}

function rightsOf(role: Resource): Omit<Permission, 'who'>[] {
  const statements = Policies.parse(role.Properties.Policies ?? []).flatMap(
    (policy) => policy.PolicyDocument.Statement,
  );
  return statements.flatMap(({ Action, Resource = [], NotResource = [], Condition }) => {
    const on = (list: unknown[], except: boolean) => list.map((each) => ({ resource: textOf(each), except }));
    const resources = [...on(Resource, false), ...on(NotResource, true)];
    return Action.map(textOf).flatMap((action) =>
      resources.map((each) => ({ action, ...each, conditions: Condition })),
    );
  });
}

function refuseOtherRights(template: Template): void {
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::User']) {
    const [id] = [...resourcesOf(template, type).keys()];
    if (id) throw new Error(`${id} is an ${type}: rights stand in roles only`);
  }
  for (const [id, { Properties }] of resourcesOf(template, 'AWS::IAM::Role')) {
    if (Properties.ManagedPolicyArns) throw new Error(`role ${id} has managed policies`);
  }
}
