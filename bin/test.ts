import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** `npm test`: format and lint, types, then every test; ends with the counts of the test runner's own report. */
const root = join(import.meta.dirname, '..');
const results = join(root, '.test-results');
const report = join(results, 'report.json');

const tool = (name: string): string => join(root, 'node_modules', name);
const run = (title: string, script: string, ...args: string[]): boolean => {
  console.log(`\n— ${title}`);
  // As in CI, pages that a test makes are compared and never written, also those that are missing.
  const env = { CI: '1', ...process.env };
  return spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env }).status === 0;
};

const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTotalTests: z.int(),
  success: z.boolean(),
});

function finish(passed: number, failed: number, skipped: number, succeeded: boolean): never {
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exit(succeeded && failed === 0 ? 0 : 1);
}

mkdirSync(results, { recursive: true });
const sound =
  run('format and lint', tool('@biomejs/biome/bin/biome'), 'ci', '.') &&
  ['.', 'web', 'web/worker'].every((project) =>
    run(`types of ${project}`, tool('typescript/bin/tsc'), '--noEmit', '-p', project),
  );
if (!sound) finish(0, 1, 0, false);

const only = process.argv.slice(2);
const passed = run(
  'tests',
  tool('vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...only,
);
const counts = z.parse(Report, JSON.parse(readFileSync(report, 'utf8')));
finish(
  counts.numPassedTests,
  counts.numFailedTests,
  counts.numPendingTests,
  passed && counts.success && counts.numTotalTests > 0,
);
