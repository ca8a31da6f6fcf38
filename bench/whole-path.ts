import { setTimeout as pause } from 'node:timers/promises';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { OpenCase } from '../domain/case/command.ts';
import { CaseFile } from '../domain/case-file/case-file.ts';
import { isPending } from '../domain/case-file/workflow.ts';
import { caseKey } from '../functions/shell/case-keys.ts';
import { median, medianRatio, type Section, short } from './figures.ts';
import { type Product, startProduct } from './product.ts';
import { type Contestant, loadOf, openOne, race, roundOf, startBare, startGenerator } from './race.ts';

const ROUNDS = 5;
const COUNT = 384;

/** Matters that stay open: each starts its execution, which enters its wait, which arms its token on the case. */
export const wholePath: Section = async (assembly, progress) => {
  await using product = await startProduct(assembly);
  await using generator = startGenerator();
  await using bare = await startBare(product, await openOne(product, {}));
  progress(`${ROUNDS} rounds of ${COUNT} cases`);

  const ours: Contestant = async (count) => {
    const load = loadOf(product, count, `${product.cloud.url}/cases`, {});
    const ids = load.callers.flatMap(({ bodies }) => bodies.map((body) => OpenCase.parse(JSON.parse(body)).id));
    const { states } = product.cloud;
    const waiting = states.stats().waiting + ids.length;
    const began = performance.now();
    const { latencies } = await generator.ask(load);
    while (states.stats().waiting < waiting) await pause(10);
    let took = 0;
    do {
      await product.cloud.idle();
      took = performance.now() - began;
    } while (!(await areArmed(product, ids)));
    return roundOf({ took, latencies });
  };
  const [bares, paths] = await race(
    ROUNDS,
    COUNT,
    async (count) => roundOf(await generator.ask(loadOf(product, count, bare.url, {}))),
    ours,
  );
  const [path, reference] = [paths.map(({ rate }) => rate), bares.map(({ rate }) => rate)];
  return [
    {
      what: 'Whole path, rate',
      value: medianRatio(path, reference),
      unit: 'of the bare server',
      target: { atLeast: 0.15 },
      of: `${short(median(path))} against ${short(median(reference))} a second`,
    },
    { what: 'Whole path, p99 of the answers meanwhile', value: median(paths.map(({ p99 }) => p99)), unit: 'ms' },
  ];
};

/** Whether every case has the token of its wait on record, and owes its workflow nothing. */
async function areArmed({ client, table, directory }: Product, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    const Key = { pk: { S: caseKey(directory.district, id) } };
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key }));
    const { workflow } = CaseFile.parse(JSON.parse(Item?.doc?.S ?? 'null'));
    if (workflow.token === null || isPending(workflow)) return false;
  }
  return true;
}
