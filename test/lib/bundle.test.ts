import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { synth } from '../../lib/synth.ts';
import { resourcesOf, Template, textOf } from '../support/template.ts';
import { temporary } from './temporary.ts';

const Code = z.object({ Description: z.string(), Code: z.object({ S3Key: z.string() }) });

interface Bundle {
  file: string;
  path: string;
}

/** The bundles in an assembly, by the file they were made of. */
function bundlesIn(assembly: string): Bundle[] {
  const template = Template.parse(JSON.parse(readFileSync(join(assembly, 'Gridlight.template.json'), 'utf8')));
  return [...resourcesOf(template, 'AWS::Lambda::Function').values()].map(({ Properties }) => {
    const { Description, Code: code } = Code.parse(Properties);
    return { file: Description, path: join(assembly, `asset.${textOf(code.S3Key).replace('.zip', '')}`, 'index.mjs') };
  });
}

const assembly = () => synth(temporary());
const bundles = bundlesIn(assembly());

beforeAll(() => {
  for (const name of ['CASES_TABLE', 'DIRECTORY_TABLE', 'DISTRICT', 'MACHINE_ARN', 'SMS', 'AWS_REGION'])
    vi.stubEnv(name, 'x');
});

describe.each(bundles)('the bundle of $file', ({ path }) => {
  it('loads by itself and has the handler', async () => {
    expect(await import(pathToFileURL(path).href)).toHaveProperty('handler', expect.any(Function));
  });

  it('looks the builtins up whose import is slow', () => {
    expect(readFileSync(path, 'utf8')).not.toMatch(/from\s*["'](node:)?https?2?["']/);
  });
});

describe('bundles', () => {
  it('are the same bytes for the same sources, so that a deployment changes only what changed', () => {
    const again = bundlesIn(assembly());
    const key = ({ path }: Bundle) => path.split('/').at(-2);
    expect(again.map(key)).toEqual(bundles.map(key));
  });
});
