import { armed } from '../domain/case-file/workflow.ts';
import { instant } from '../domain/primitives.ts';
import { branchKey } from '../functions/shell/case-keys.ts';
import { caseStore } from '../functions/shell/case-store.ts';
import { salt, sha256 } from '../functions/shell/chance.ts';
import { median, medianRatio, type Section, short } from './figures.ts';
import { startHelper } from './helper.ts';
import { openings } from './openings.ts';
import { type Product, startProduct } from './product.ts';
import type { RawRead, RawWork } from './raw-reader.ts';

const CASES = 10_000;
const ROUNDS = 15;
const AT_ONCE = 32;

/** The wall of the whole district against reading the same items of the index, and nothing else. */
export const wall: Section = async (assembly, progress) => {
  await using product = await startProduct(assembly);
  progress(`Opening ${CASES} cases`);
  await fill(product);
  const token = await product.tokenOf('leader', 'district');
  await using reader = startHelper<RawWork, RawRead>('./raw-reader.ts');
  const raw = () => reader.ask(rawWork(product));
  const { items } = await raw();
  if (items !== CASES) throw new Error(`the index has ${items} open cases, not ${CASES}`);
  await wallOf(product, token);

  progress(`${ROUNDS} rounds`);
  const [walls, raws]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    raws.push((await raw()).took);
    const began = performance.now();
    await wallOf(product, token);
    walls.push(performance.now() - began);
  }
  return [
    {
      what: `Wall of the district with ${CASES} open cases`,
      value: medianRatio(walls, raws),
      unit: 'times reading the items raw',
      target: { atMost: 1.3 },
      of: `${short(median(walls))} against ${short(median(raws))} ms`,
    },
  ];
};

async function wallOf({ cloud }: Product, token: string): Promise<void> {
  const answer = await fetch(`${cloud.url}/wall`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`GET /wall answered ${answer.status}: ${text}`);
}

/** As many stretches at once, and the same attributes, as the wall of the district reads. */
function rawWork({ endpoint, region, table, directory }: Product): RawWork {
  const branches = [
    directory.root,
    ...directory.children(directory.root.id).filter(({ level }) => level === 'township'),
  ];
  const stretches = branches.map(({ id }) => ({ branch: branchKey(directory.district, id), from: ' ', to: '~' }));
  return { endpoint, region, table, stretches, attributes: 'seat, warnAt, category, emergency, presses, pausedUntil' };
}

/** Writes open cases over all grids, each as it stands once its execution waits, so that nothing starts for them. */
async function fill({ client, table, directory }: Product): Promise<void> {
  const store = caseStore(client, table, directory.district);
  const present = { directory, now: instant(Date.now()), hash: sha256, salt: salt(), patience: 120 };
  const files = [...openings(directory, present.now, CASES)].map(({ file, kase }) => ({
    ...file,
    workflow: armed(file.workflow, `token of ${kase.id}`, file.workflow.seq, ''),
  }));
  while (files.length > 0) await Promise.all(files.splice(0, AT_ONCE).map((file) => store.save(file, present)));
}
