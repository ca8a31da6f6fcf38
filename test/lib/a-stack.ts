import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Bundles } from '../../lib/bundle.ts';
import { readSettings } from '../../lib/settings.ts';
import { GridlightStack } from '../../lib/stack.ts';
import { Template } from '../support/template.ts';
import { temporary } from './temporary.ts';

/** Pages that show nothing, as they are built: a file each, and what they load. */
export function noPages(): string {
  const root = temporary();
  for (const folder of ['', 'console', 'assets']) mkdirSync(join(root, folder), { recursive: true });
  for (const page of ['index.html', '404.html', 'console/index.html'])
    writeFileSync(join(root, page), '<!doctype html>');
  writeFileSync(join(root, 'assets/app-1A2B3C.js'), 'export {};');
  return root;
}

/** Bundles that do nothing: what stands in the template does not hang on the code. */
export function noBundles(): Bundles {
  const root = temporary();
  return {
    directory(handler) {
      const directory = join(root, handler);
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, 'index.mjs'), `export const handler = '${handler}';`);
      return directory;
    },
    [Symbol.dispose]: () => undefined,
  };
}

const deployable = {
  issuer: 'https://id.shawan.test',
  audience: 'gridlight',
  clientId: 'gridlight-pages',
  webOrigin: 'https://gridlight.shawan.test',
  administrators: 'founder',
};

/** An app with the stack, for the given `-c name=value` beside those that a deployment needs. */
export const anApp = (context: Record<string, string> = {}) => anAppOf({ ...deployable, ...context });

/** An app with the stack, for no other `-c name=value` than the given. */
export function anAppOf(context: Record<string, string>): { app: App; stack: GridlightStack } {
  const app = new App({
    outdir: temporary(),
    context,
    analyticsReporting: false,
  });
  const settings = readSettings((name) => app.node.tryGetContext(name));
  return { app, stack: new GridlightStack(app, 'Gridlight', { settings, bundles: noBundles(), pages: noPages() }) };
}

/** The template of the stack, for the given `-c name=value`. */
export function aTemplate(context: Record<string, string> = {}): Template {
  const { app, stack } = anApp(context);
  return Template.parse(app.synth().getStackArtifact(stack.artifactId).template);
}
