import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.optional(
        z.looseObject({ templateFile: z.optional(z.string()), stackName: z.optional(z.string()) }),
      ),
    }),
  ),
});

const AssetManifest = z.object({
  files: z.optional(z.record(z.string(), z.object({ source: z.object({ path: z.optional(z.string()) }) }))),
});

export const Resource = z.object({
  Type: z.string(),
  Condition: z.optional(z.string()),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
});
export type Resource = z.infer<typeof Resource>;

export const Template = z.object({
  Parameters: z._default(z.record(z.string(), z.looseObject({ Default: z.optional(z.unknown()) })), {}),
  Conditions: z._default(z.record(z.string(), z.unknown()), {}),
  Mappings: z._default(z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))), {}),
  Resources: z.record(z.string(), Resource),
  Outputs: z._default(z.record(z.string(), z.object({ Value: z.unknown(), Condition: z.optional(z.string()) })), {}),
});
export type Template = z.infer<typeof Template>;

/** One stack of a cloud assembly: its template and where the files of its assets are. */
export interface Assembly {
  readonly stackName: string;
  readonly template: Template;
  /** The path of an asset from its S3 key in the template, with or without an extension. Throws if there is none. */
  asset(key: string): string;
}

/** Reads the cloud assembly in `dir`, as `cdk synth` writes it. It must hold exactly one stack. */
export function readAssembly(dir: string): Assembly {
  const { artifacts } = Manifest.parse(readJson(join(dir, 'manifest.json')));
  const stacks = Object.entries(artifacts).filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const [id, stack] = stacks[0] ?? [];
  if (stacks.length !== 1 || !id || !stack?.properties?.templateFile) {
    throw new Error(
      `${dir} holds ${stacks.length} stacks (${stacks.map(([name]) => name).join(', ')}); one is run at a time`,
    );
  }
  const assets = Object.keys(artifacts)
    .filter((name) => artifacts[name]?.type === 'cdk:asset-manifest')
    .flatMap((name) => Object.entries(AssetManifest.parse(readJson(join(dir, `${name}.json`))).files ?? {}));
  const paths = new Map(assets.map(([hash, file]) => [hash, file.source.path]));

  return {
    stackName: stack.properties.stackName ?? id,
    template: Template.parse(readJson(join(dir, stack.properties.templateFile))),
    asset(key) {
      const path = paths.get(key.split('.')[0] ?? key);
      if (!path) throw new Error(`the assembly ${dir} has no asset ${key}; synthesise it again`);
      return join(dir, path);
    },
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
