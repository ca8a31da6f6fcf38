import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readTemplate } from '../local/template.ts';
import { type Figure, median, medianRatio, type Section, short } from './figures.ts';

const PAIRS = 25;

/**
 * How long a deployed bundle takes to load that uses DynamoDB, zod and middy, against loading the bare DynamoDB client
 * from `node_modules` and making one. Each load in a fresh process, counted from when Node is up.
 */
export const loadTime: Section = async (assembly, progress) => {
  const place = { region: 'local-1', account: '000000000000', url: 'http://127.0.0.1' };
  const { functions, routes } = readTemplate(assembly, place);
  const route = routes.find(({ routeKey }) => routeKey === 'POST /cases');
  const opening = functions.find(({ arn }) => arn === route?.functionArn);
  if (!opening) throw new Error('the template has no function for POST /cases');
  const bundle = pathToFileURL(join(opening.directory, 'index.mjs')).href;
  const environment = { ...opening.Environment.Variables, AWS_REGION: 'local-1', POWERTOOLS_DEV: 'false' };
  const ours = () => load(`await import('${bundle}')`, environment);
  const bare = () =>
    load(`const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb'); new DynamoDBClient({})`, environment);

  ours();
  bare();
  progress(`${PAIRS} pairs of fresh processes`);
  const [bundles, clients]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    clients.push(bare());
    bundles.push(ours());
  }
  const sizes = functions.map(
    ({ logicalId, directory }): Figure => ({
      what: `Bundle ${logicalId.replace(/Function\w{8}$/, '')}`,
      value: sizeOf(directory) / 1024,
      unit: 'KB',
    }),
  );
  return [
    {
      what: 'Loading the bundle of open-case',
      value: medianRatio(bundles, clients),
      unit: 'times loading the bare client',
      target: { atMost: 1 },
      of: `${short(median(bundles))} against ${short(median(clients))} ms`,
    },
    ...sizes.toSorted((a, b) => a.what.localeCompare(b.what)),
  ];
};

/** Milliseconds that some code takes in a new process. */
function load(code: string, environment: Record<string, string>): number {
  const timed = `const began = performance.now(); ${code}; process.stdout.write(String(performance.now() - began))`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', timed], {
    cwd: join(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`loading failed: ${stderr}`);
  return Number(stdout);
}

const sizeOf = (directory: string): number =>
  readdirSync(directory).reduce((sum, file) => sum + statSync(join(directory, file)).size, 0);
