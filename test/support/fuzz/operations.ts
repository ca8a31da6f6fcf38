import * as z from 'zod/mini';

export type Json = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: Json;
}

/** One method of one path, as `/openapi.json` describes it. */
export interface Operation {
  method: string;
  path: string;
  /** For anybody, without a token. */
  isOpen: boolean;
  parameters: Parameter[];
  body?: { type: string; schema: Json };
  /** The media types of each status. */
  answers: Record<string, string[]>;
}

const ParameterOf = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  schema: z.looseObject({}),
});
const Content = z.record(z.string(), z.object({ schema: z.optional(z.looseObject({})) }));
const OperationOf = z.object({
  security: z.optional(z.array(z.unknown())),
  parameters: z.optional(z.array(ParameterOf)),
  requestBody: z.optional(z.object({ content: Content })),
  responses: z.record(z.string(), z.object({ content: z.optional(Content) })),
});
const Description = z.object({
  paths: z.record(z.string(), z.looseObject({ parameters: z.optional(z.array(ParameterOf)) })),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});

/** All operations of a description, and its schemas by name. */
export function readDescription(document: unknown): { operations: Operation[]; schemas: Record<string, Json> } {
  const { paths, components } = Description.parse(document);
  const operations = Object.entries(paths).flatMap(([path, { parameters: shared = [], ...methods }]) =>
    Object.entries(methods).map(([method, told]): Operation => {
      const { security, parameters = [], requestBody, responses } = OperationOf.parse(told);
      const [body] = Object.entries(requestBody?.content ?? {});
      return {
        method: method.toUpperCase(),
        path,
        isOpen: security?.length === 0,
        parameters: [...shared, ...parameters],
        ...(body && { body: { type: body[0], schema: body[1].schema ?? {} } }),
        answers: Object.fromEntries(
          Object.entries(responses).map(([status, { content = {} }]) => [status, Object.keys(content)]),
        ),
      };
    }),
  );
  return { operations, schemas: components.schemas };
}
