import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synth } from '../lib/synth.ts';
import { domainSpeed } from './domain-speed.ts';
import { line, passes, type Section } from './figures.ts';
import { loadTime } from './load-time.ts';
import { memory } from './memory.ts';
import { pages } from './pages.ts';
import { photos } from './photos.ts';
import { publicList } from './public-list.ts';
import { recording } from './recording.ts';
import { wall } from './wall.ts';
import { wholePath } from './whole-path.ts';

/**
 * `npm run bench [-- --only NAME]`: measures the synthesised stack on this machine. What has a target is a ratio of two
 * things that took turns in this run, so that a slow or busy machine disturbs both. Ends with 1 if a target is missed.
 */
const sections: Record<string, Section> = {
  recording,
  path: wholePath,
  wall,
  memory,
  photos,
  load: loadTime,
  domain: domainSpeed,
  public: publicList,
  pages,
};

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
if (only !== undefined && !(only in sections)) {
  console.error(`--only ${only}: there are ${Object.keys(sections).join(', ')}`);
  process.exit(2);
}
const chosen = Object.entries(sections).filter(([name]) => only === undefined || name === only);

console.log(`Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model}`);
const scratch = mkdtempSync(join(tmpdir(), 'gridlight-bench-'));
const assembly = synth(join(scratch, 'assembly'), { administrators: 'local|shawan-admin' });
let missed = 0;
for (const [name, section] of chosen) {
  const began = performance.now();
  const say = (text: string) => console.log(`  … ${text}`);
  console.log(`\n${name}`);
  const figures = await section(assembly, say);
  for (const figure of figures) console.log(line(figure));
  missed += figures.filter((figure) => !passes(figure)).length;
  say(`${Math.round((performance.now() - began) / 1000)} s`);
}
rmSync(scratch, { recursive: true });
console.log(missed === 0 ? '\nEvery target is met.' : `\n${missed} missed.`);
process.exitCode = missed === 0 ? 0 : 1;
