import { type CaseFile, caseOf } from '../domain/case-file/case-file.ts';
import { instant, ms, plusSeconds } from '../domain/primitives.ts';
import { caseStore } from '../functions/shell/case-store.ts';
import { salt, sha256 } from '../functions/shell/chance.ts';
import { publicCases } from '../functions/shell/public-index.ts';
import { PublicCases } from '../functions/shell/public-messages.ts';
import { answered } from './answered.ts';
import { median, medianRatio, type Section, short } from './figures.ts';
import { type Product, startProduct } from './product.ts';

const MANY = 50_000;
const FEW = 500;
const MONTHS = 12;
const ROUNDS = 15;
const AT_ONCE = 32;
const LIMIT = 50;

/**
 * Pages of the public list of the sample district: the first and the last of 50,000 closed cases against each other, and against
 * the same list with 500. Cases lie evenly over the last twelve months.
 */
export const publicList: Section = async (assembly, progress) => {
  await using small = await startProduct(assembly);
  await fill(small, FEW);
  await using large = await startProduct(assembly);
  progress(`Filling ${MANY} closed cases`);
  await fill(large, MANY, progress);

  progress('Walking to the last page');
  const last = await lastCursor(large);
  for (const product of [small, large]) await pageOf(product, undefined);
  progress(`${ROUNDS} rounds`);
  const [firsts, lasts, fews]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    fews.push(await timed(() => pageOf(small, undefined)));
    firsts.push(await timed(() => pageOf(large, undefined)));
    lasts.push(await timed(() => pageOf(large, last)));
  }
  return [
    {
      what: `Last page of a public list of ${MANY} closed cases`,
      value: medianRatio(lasts, firsts),
      unit: 'times the first page',
      target: { atMost: 1.5 },
      of: `${short(median(lasts))} against ${short(median(firsts))} ms`,
    },
    {
      what: `First page of ${MANY} closed cases`,
      value: medianRatio(firsts, fews),
      unit: `times that of ${FEW}`,
      target: { atMost: 1.5 },
      of: `${short(median(firsts))} against ${short(median(fews))} ms`,
    },
  ];
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function pageOf({ cloud }: Product, cursor: string | undefined): Promise<PublicCases> {
  const query = new URLSearchParams({ limit: String(LIMIT), ...(cursor !== undefined && { cursor }) });
  const answer = await fetch(`${cloud.url}/public/cases?${query}`);
  if (answer.status !== 200) throw new Error(`GET /public/cases answered ${answer.status}: ${await answer.text()}`);
  const page = PublicCases.parse(await answer.json());
  if (page.cases.length !== LIMIT) throw new Error(`a page has ${page.cases.length} cases, not ${LIMIT}`);
  return page;
}

/** The place before the last whole page, by the index itself: walking all pages would take as long as filling them. */
async function lastCursor({ client, table, directory }: Product): Promise<string> {
  const { district } = directory;
  const now = instant(Date.now());
  const places: string[] = [];
  for await (const rows of publicCases(client, table, district).opened(instant(ms(now) - 366 * 86_400_000), now)) {
    places.push(...rows.map(({ id, face }) => `${face.openedAt}#${id}`));
    places.splice(0, places.length - LIMIT - 1);
  }
  return places[0] ?? '';
}

/** Writes closed cases of residents, each answered, rated and published, so that nothing starts for them. */
async function fill({ client, table, directory }: Product, count: number, progress?: (text: string) => void) {
  const store = caseStore(client, table, directory.district);
  const now = Date.now();
  const span = ((MONTHS * 365) / 12) * 86_400_000;
  const present = { directory, hash: sha256, salt: salt(), patience: 120 };
  let batch: CaseFile[] = [];
  const write = async () => {
    await Promise.all(batch.map((file) => store.save(file, { ...present, now: instant(now) })));
    batch = [];
  };
  for (let index = 0; index < count; index += 1) {
    const at = instant(now - 86_400_000 - Math.floor((index * (span - 2 * 86_400_000)) / count));
    const file = answered(directory, at, plusSeconds(at, 3600), index);
    if (caseOf(file).status !== 'closed') throw new Error(`case ${index} is not closed`);
    batch.push(file);
    if (batch.length === AT_ONCE) await write();
    if (index > 0 && index % 10_000 === 0) progress?.(`${index} filled`);
  }
  await write();
}
