import * as z from 'zod/mini';

const Resource = z.object({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  DependsOn: z.optional(z.union([z.string(), z.array(z.string())])),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
});
export type Resource = z.infer<typeof Resource>;

/** A CloudFormation template, as far as tests look at it. */
export const Template = z.object({ Resources: z.record(z.string(), Resource) });
export type Template = z.infer<typeof Template>;

/** The resources of a type, by logical id. */
export const resourcesOf = (template: Template, type: string): Map<string, Resource> =>
  new Map(Object.entries(template.Resources).filter(([, resource]) => resource.Type === type));

/** The functions that are written here, by logical id: all but those that the CDK brings along. */
export const functionsIn = (template: Template): Map<string, Resource> =>
  new Map(
    [...resourcesOf(template, 'AWS::Lambda::Function')].filter(([, { Properties }]) =>
      String(Properties.Description).startsWith('functions/'),
    ),
  );

/**
 * A value of a template as one text, in the notation of Fn::Sub: `${TablesCases.Arn}/index/holding`,
 * `arn:${AWS::Partition}:sns:*:*:*`. Throws for what is no text.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [name, argument] = Object.entries(z.record(z.string(), z.unknown()).parse(value))[0] ?? [];
  switch (name) {
    case 'Ref':
      return `\${${z.string().parse(argument)}}`;
    case 'Fn::GetAtt':
      return `\${${z.array(z.string()).parse(argument).join('.')}}`;
    case 'Fn::Sub':
      return z.string().parse(argument);
    case 'Fn::Join': {
      const [separator, parts] = z.tuple([z.string(), z.array(z.unknown())]).parse(argument);
      return parts.map(textOf).join(separator);
    }
    default:
      throw new Error(`${JSON.stringify(value)} is no text`);
  }
}

/** The logical id in `${LogicalId}` or `${LogicalId.Attribute}`. */
export const logicalIdIn = (text: string): string => /^\$\{([^.}]+)/.exec(text)?.[1] ?? '';
