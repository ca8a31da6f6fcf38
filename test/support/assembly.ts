import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synth } from '../../lib/synth.ts';

declare module 'vitest' {
  interface ProvidedContext {
    assembly: string;
  }
}

/** Synthesises the stack as `npm run synth` does, once for all scenarios. */
export default function setup(project: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'gridlight-assembly-'));
  project.provide('assembly', synth(directory, { administrators: 'local|admin' }));
  return () => rmSync(directory, { recursive: true, force: true });
}
