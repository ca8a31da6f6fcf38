import { type Figure, median, medianRatio, type Section, short } from './figures.ts';
import { startProduct } from './product.ts';
import { loadOf, openOne, race, roundOf, startBare, startGenerator } from './race.ts';

const ROUNDS = 25;
const COUNT = 480;
const RECORD = { record: { result: '已设置警示围挡并上报，当场完成处置，群众满意' } };

/** Matters that were handled on the spot, against the bare server. */
export const recording: Section = async (assembly, progress) => {
  await using product = await startProduct(assembly);
  await using generator = startGenerator();
  await using bare = await startBare(product, await openOne(product, RECORD));
  const cases = `${product.cloud.url}/cases`;
  progress(`${ROUNDS} rounds of ${COUNT} records`);
  const [bares, ours] = await race(
    ROUNDS,
    COUNT,
    async (count) => roundOf(await generator.ask(loadOf(product, count, bare.url, RECORD))),
    async (count) => roundOf(await generator.ask(loadOf(product, count, cases, RECORD))),
  );
  const of = (rounds: typeof ours, what: 'rate' | 'p50' | 'p99') => rounds.map((round) => round[what]);
  const both = (what: 'rate' | 'p50' | 'p99', unit: string): string =>
    `${short(median(of(ours, what)))} against ${short(median(of(bares, what)))} ${unit}`;
  const figures: Figure[] = [
    {
      what: 'Recording, rate',
      value: medianRatio(of(ours, 'rate'), of(bares, 'rate')),
      unit: 'of the bare server',
      target: { atLeast: 0.8 },
      of: both('rate', 'a second'),
    },
    {
      what: 'Recording, p99',
      value: medianRatio(of(ours, 'p99'), of(bares, 'p99')),
      unit: 'times the bare server',
      target: { atMost: 3 },
      of: both('p99', 'ms'),
    },
    { what: 'Recording, p50', value: median(of(ours, 'p50')), unit: 'ms', of: both('p50', 'ms') },
  ];
  return figures;
};
