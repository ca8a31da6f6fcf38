import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { synth } from '../../lib/synth.ts';
import { functionsIn, Template, textOf } from '../support/template.ts';
import { temporary } from './temporary.ts';

const Code = z.object({ Description: z.string(), Code: z.object({ S3Key: z.string() }) });

interface Bundle {
  file: string;
  path: string;
}

/** The bundles in an assembly, by the file they were made of. */
function bundlesIn(assembly: string): Bundle[] {
  const template = Template.parse(JSON.parse(readFileSync(join(assembly, 'Gridlight.template.json'), 'utf8')));
  return [...functionsIn(template).values()].map(({ Properties }) => {
    const { Description, Code: code } = Code.parse(Properties);
    return { file: Description, path: join(assembly, `asset.${textOf(code.S3Key).replace('.zip', '')}`, 'index.mjs') };
  });
}

/** The texts of all files of a bundle. */
const filesOf = (path: string): string[] =>
  readdirSync(dirname(path)).map((file) => readFileSync(join(dirname(path), file), 'utf8'));

/** With every handler that there is in some setting. */
const assembly = () => synth(temporary(), { sms: 'gateway', smsGateway: 'https://sms.test' });
const bundles = bundlesIn(assembly());

beforeAll(() => {
  const tables = ['CASES_TABLE', 'DIRECTORY_TABLE', 'LINES_TABLE', 'RESIDENTS_TABLE', 'REVIEWS_TABLE'];
  const told = [
    'API_URL',
    'DISTRICT',
    'MACHINE_ARN',
    'PHOTOS_BUCKET',
    'SIGNING_KEY_ID',
    'SMS',
    'SMS_MONTHLY',
    'SMS_SECRET',
    'VAULT_BUCKET',
  ];
  for (const name of [...tables, ...told, 'AWS_REGION']) vi.stubEnv(name, 'x');
  vi.stubEnv('SMS_GATEWAY', 'https://sms.test');
});

describe.each(bundles)('the bundle of $file', ({ path }) => {
  it('loads by itself and has the handler', async () => {
    expect(await import(pathToFileURL(path).href)).toHaveProperty('handler', expect.any(Function));
  });

  it('looks the builtins up whose import is slow', () => {
    for (const text of filesOf(path)) expect(text).not.toMatch(/from\s*["'](node:)?https?2?["']/);
  });

  it('brings every file with it that it may import', () => {
    const imported = filesOf(path).flatMap((text) => [...text.matchAll(/["']\.\/([\w-]+\.mjs)["']/g)]);
    const there = readdirSync(dirname(path));
    for (const [, name] of imported) expect(there).toContain(name);
  });
});

describe('bundles', () => {
  it('are the same bytes for the same sources, so that a deployment changes only what changed', () => {
    const again = bundlesIn(assembly());
    const key = ({ path }: Bundle) => path.split('/').at(-2);
    expect(again.map(key)).toEqual(bundles.map(key));
  });
});
