import { mkdtempDisposableSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildSite } from '../web/build.ts';
import { bundle } from './bundle.ts';
import { readSettings, type Settings } from './settings.ts';
import { GridlightStack } from './stack.ts';

/** Adds the stack to an app, with settings from the app's context, which it returns. Bundles every handler and builds the pages. */
export function addGridlight(app: App): Settings {
  const settings = readSettings((name) => app.node.tryGetContext(name));
  using bundles = bundle(handlers());
  using pages = mkdtempDisposableSync(join(tmpdir(), 'gridlight-pages-'));
  buildSite(pages.path);
  new GridlightStack(app, 'Gridlight', { settings, bundles, pages: pages.path });
  return settings;
}

/**
 * Synthesises in this process, without credentials, and returns the directory of the cloud assembly. `context` is what
 * `-c name=value` sets. Throws when a setting is wrong, naming it.
 */
export function synth(outdir: string, context: Record<string, string> = {}): string {
  const app = new App({ outdir, context, analyticsReporting: false });
  addGridlight(app);
  return app.synth().directory;
}

const FUNCTIONS = join(import.meta.dirname, '../functions');

const handlers = (): string[] =>
  ['http', 'tasks'].flatMap((folder) =>
    readdirSync(join(FUNCTIONS, folder))
      .filter((file) => file.endsWith('.ts'))
      .toSorted()
      .map((file) => `${folder}/${file.replace(/\.ts$/, '')}`),
  );
