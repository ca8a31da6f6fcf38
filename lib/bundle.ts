import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

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

/** Bundles handlers, each named by its path below `functions/`, in one go. The same sources give the same bytes. */
export function bundle(handlers: readonly string[]): Bundles {
  const outdir = mkdtempSync(join(tmpdir(), 'gridlight-bundles-'));
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(handlers.map((handler) => [`${handler}/index`, `functions/${handler}.ts`])),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
    alias,
  });
  return {
    directory: (handler) => join(outdir, handler),
    [Symbol.dispose]: () => rmSync(outdir, { recursive: true }),
  };
}
