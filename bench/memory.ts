import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOf } from '../domain/case-file/plan.ts';
import { openDirectory } from '../domain/directory/directory.ts';
import { instant } from '../domain/primitives.ts';
import { readTemplate } from '../local/template.ts';
import { sampleDocuments } from '../sample/directory.ts';
import { district } from '../sample/units.ts';
import type { Crowd, CrowdWork } from './crowd.ts';
import type { Section } from './figures.ts';
import { startHelper } from './helper.ts';
import { openings } from './openings.ts';

const CASES = 10_000;
const WARM_UP = 500;

/** What a case costs the embedded Step Functions while it waits: heap in use with 10,000 waiting, less that with none. */
export const memory: Section = async (assembly, progress) => {
  const directory = openDirectory(sampleDocuments(), district, 1);
  const place = { region: 'local-1', account: '000000000000', url: 'http://127.0.0.1' };
  const [machine] = readTemplate(assembly, place).machines;
  if (!machine) throw new Error('the template has no machine');
  const scratch = mkdtempSync(join(tmpdir(), 'gridlight-bench-'));
  await using crowd = startHelper<CrowdWork, Crowd>('./crowd.ts', ['--expose-gc']);
  progress(`Starting ${CASES} executions`);
  const now = instant(Date.now());
  const inputs = [...openings(directory, now, WARM_UP + CASES)].map(({ kase, file }) =>
    JSON.stringify(planOf(kase, file.workflow, now, directory)),
  );
  const { bytesEach, startsPerSecond } = await crowd.ask({ machine, inputs, directory: scratch });
  rmSync(scratch, { recursive: true });
  return [
    { what: 'Memory of a waiting case', value: bytesEach / 1024, unit: 'KB', target: { atMost: 5 } },
    { what: 'Executions started by the SDK', value: startsPerSecond, unit: 'a second' },
  ];
};
