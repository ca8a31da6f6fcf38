import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';

const ROOT = dirname(import.meta.dirname);

/**
 * An `import` of these costs some 50 ms at load, which looking them up does not: ESM makes the namespace of a builtin
 * by reading all its lazy getters.
 */
const LOOKED_UP = ['http', 'https', 'http2'];
const alias = Object.fromEntries(
  LOOKED_UP.flatMap((name) => {
    const lookup = `data:text/javascript,module.exports=process.getBuiltinModule('node:${name}')`;
    return [
      [name, lookup],
      [`node:${name}`, lookup],
    ];
  }),
);

export interface Bundles {
  /** The directory with the bundle of a handler, `http/open-case` for instance, as `index.mjs`. */
  directory(handler: string): string;
  /** Removes all of them. */
  [Symbol.dispose](): void;
}

/**
 * Handlers that use libraries, or parts of one, that the others do not. In one go with others, all would load those parts:
 * what several handlers import is one file, with whatever any of them uses of it.
 */
const APART: readonly (readonly string[])[] = [
  ['http/openapi'],
  // The secret that both sides sign with.
  ['http/sms-receipts', 'http/sms-replies'],
  // Decodes pictures.
  ['tasks/check-photo'],
  // Answers in XML: S3 and, with KMS, what is signed and kept there; SNS.
  [
    ...['photo-upload', 'list-photos', 'public-photo-upload', 'public-list-photos'].map((name) => `http/${name}`),
    ...['open-review', 'command-review', 'review-evidence', 'evidence-key'].map((name) => `http/${name}`),
    ...['checkpoint', 'send-sms'].map((name) => `tasks/${name}`),
  ],
];

/**
 * Bundles handlers, each named by its path below `functions/`. What a handler does not load at once, as the
 * ways to log in that a function never uses, lies in files of its own beside it: less to read at each cold start. The
 * same sources give the same bytes.
 */
export function bundle(handlers: readonly string[]): Bundles {
  const outdir = mkdtempSync(join(tmpdir(), 'gridlight-bundles-'));
  const isApart = new Set(APART.flat());
  const together = handlers.filter((handler) => !isApart.has(handler));
  const apart = APART.map((group) => group.filter((handler) => handlers.includes(handler)));
  for (const group of [together, ...apart]) if (group.length > 0) build(group, outdir);
  return {
    directory: (handler) => join(outdir, flat(handler)),
    [Symbol.dispose]: () => rmSync(outdir, { recursive: true }),
  };
}

/** Puts the bundle of each handler into a directory of its own in `outdir`. */
function build(handlers: readonly string[], outdir: string): void {
  const { metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(handlers.map((handler) => [flat(handler), `functions/${handler}.ts`])),
    outdir: join(outdir, 'all'),
    outExtension: { '.js': '.mjs' },
    chunkNames: '[hash]',
    bundle: true,
    splitting: true,
    metafile: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
    alias,
  });
  for (const handler of handlers) {
    const [entry, ...parts] = filesOf(`functions/${handler}.ts`, metafile.outputs);
    const directory = join(outdir, flat(handler));
    cpSync(join(ROOT, entry), join(directory, 'index.mjs'));
    for (const part of parts) cpSync(join(ROOT, part), join(directory, basename(part)));
  }
}

const flat = (handler: string): string => handler.replace('/', '-');

/** The output of an entry point, and after it every output that it may import. */
function filesOf(entryPoint: string, outputs: Metafile['outputs']): [string, ...string[]] {
  const [entry] = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === entryPoint);
  if (entry === undefined) throw new Error(`${entryPoint} was not bundled`);
  const files = new Set([entry]);
  for (const file of files) {
    for (const { path } of outputs[file]?.imports.filter(({ external }) => !external) ?? []) files.add(path);
  }
  files.delete(entry);
  return [entry, ...files];
}
